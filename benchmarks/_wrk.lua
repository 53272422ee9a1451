-- wrk: the paths of a file in turn, all with the same headers; at the end one line of figures.
-- arguments: a file of paths, then a header's name and value, and again

function init(arguments)
  local requests, last = {}, 0
  for n = 2, #arguments, 2 do wrk.headers[arguments[n]] = arguments[n + 1] end
  for path in io.lines(arguments[1]) do
    wrk.path = path
    requests[#requests + 1] = wrk.format()
  end
  if #requests > 1 then -- one alone wrk repeats by itself, and is quicker
    function request()
      last = last % #requests + 1
      return requests[last]
    end
  end
end

function done(summary, latency)
  local wrong = 0
  for kind, many in pairs(summary.errors) do
    if kind ~= "timeout" then wrong = wrong + many end -- slow is not wrong
  end
  io.write(string.format("figures %d %d %.1f %d\n",
    summary.requests, summary.duration, latency:percentile(99), wrong))
end
