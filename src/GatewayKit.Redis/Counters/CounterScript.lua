-- Decides about the costs of one request, all or nothing, or corrects them. The arithmetic is that of the counters in the gateway's
-- process (GatewayKit.Counters), in microseconds of this server's clock.
--
-- KEYS: the counter of each cost; costs of the same counter have the same key.
-- ARGV: the mode (acquire, peek, adjust) and the timestamp for adjust; then for each cost: amount, algorithm, number of limits, and
--       maximum and window of each limit.
--
-- A counter is a string with three numbers for each limit, and expires when nothing counts any more:
--   fixed window    start, used, 0
--   sliding window  start, used in the previous window, used in the current window
--   token bucket    time, missing tokens, missing part of a token in units of 1/window
--
-- Numbers are doubles, so products that exceed 2^53 are divided digit by digit. '+ 0.0' keeps Lua 5.4 from 64-bit integers, which overflow.

local floor, max, format = math.floor, math.max, string.format
local EXACT, LARGEST, NEVER = 2 ^ 53, 2 ^ 51, 2 ^ 62
local FIXED, SLIDING = 0, 1

local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2] + 0.0
local EXTRA_TTL = 100

-- Returns the whole quotient and the remainder of a * b / c.
local function muldiv(a, b, c)
  local product = a * b
  if product < EXACT then
    local quotient = floor(product / c)
    return quotient, product - quotient * c
  end

  local base = 2.0
  while (b + c) * base * 2 <= EXACT do base = base * 2 end
  local place = 1.0
  while place * base <= a do place = place * base end
  local quotient, rest = 0.0, 0.0
  while place >= 1 do
    local digit = floor(a / place)
    a = a - digit * place
    place = place / base
    rest = rest * base + digit * b
    local part = floor(rest / c)
    quotient = quotient * base + part
    rest = rest - part * c
  end
  return quotient, rest
end

local function look_fixed(usage, limit, window, amount)
  if usage[2] == 0 or now - usage[1] >= window then usage[1], usage[2] = now, 0.0 end
  if usage[1] > now then usage[1] = now end
  local remaining = limit - usage[2]
  local rest = usage[2] == 0 and 0 or usage[1] + window - now
  local wait = remaining >= amount and 0 or amount > limit and NEVER or rest
  return max(0, remaining), rest, wait
end

-- Returns how much of the previous window's usage counts at this time in the current one.
local function left(previous, elapsed, window)
  if previous == 0 then return 0 end
  local gone = muldiv(previous, elapsed, window)
  return previous - 1 - gone
end

-- Returns the time in the current window from which at most this much of a previous window's usage counts.
local function until_left(previous, rest, window)
  local quotient, remainder = muldiv(window, previous - 1 - rest, previous)
  return remainder > 0 and quotient + 1 or quotient
end

local function look_sliding(usage, limit, window, amount)
  if usage[1] > now then usage[1] = now end
  local windows = floor((now - usage[1]) / window)
  if windows == 1 then usage[1], usage[2], usage[3] = usage[1] + window, usage[3], 0.0 end
  if windows > 1 or (usage[3] == 0 and left(usage[2], now - usage[1], window) == 0) then
    usage[1], usage[2], usage[3] = now, 0.0, 0.0
  end

  local previous, current, elapsed = usage[2], usage[3], now - usage[1]
  local remaining = limit - current - left(previous, elapsed, window)
  local reset = current > 0 and window - elapsed + until_left(current, 0, window)
    or previous > 0 and until_left(previous, 0, window) - elapsed
    or 0
  local wait = remaining >= amount and 0
    or amount > limit and NEVER
    or current + amount <= limit and until_left(previous, limit - current - amount, window) - elapsed
    or window - elapsed + until_left(current, limit - amount, window)
  return max(0, remaining), reset, wait
end

-- Returns the time that a bucket takes to return tokens and a part of one.
local function refill(tokens, part, limit, window)
  local quotient, rest = muldiv(tokens, window, limit)
  return quotient + floor((rest + part + limit - 1) / limit)
end

local function look_bucket(usage, limit, window, amount)
  local elapsed = max(0, now - usage[1])
  local windows = floor(elapsed / window)
  local tokens, part = muldiv(limit, elapsed - windows * window, window)
  tokens, part = usage[2] - tokens - windows * limit, usage[3] - part
  if part < 0 then tokens, part = tokens - 1, part + window end
  if tokens < 0 then tokens, part = 0.0, 0.0 end
  usage[1], usage[2], usage[3] = now, tokens, part

  local lacking = amount + tokens - limit
  local wait = (lacking < 0 or (lacking == 0 and part == 0)) and 0
    or amount > limit and NEVER
    or refill(lacking, part, limit, window)
  return max(0, limit - tokens - (part > 0 and 1 or 0)), refill(tokens, part, limit, window), wait
end

local function look(cost, index, amount)
  local usage, limit, window = cost.counter[index], cost.limits[index], cost.windows[index]
  if cost.algorithm == FIXED then return look_fixed(usage, limit, window, amount) end
  if cost.algorithm == SLIDING then return look_sliding(usage, limit, window, amount) end
  return look_bucket(usage, limit, window, amount)
end

-- Returns the limit with the longest wait; without a wait, the limit with the least remaining. Keeps when the counter is whole again.
local function decide(cost, amount)
  local decision
  cost.reset = 0
  for i = 1, #cost.limits do
    local remaining, reset, wait = look(cost, i, max(1, amount))
    cost.reset = max(cost.reset, reset)
    if not decision or wait > decision.wait or (wait == decision.wait and remaining < decision.remaining) then
      decision = { cost = cost, limit = i, remaining = remaining, reset = reset, wait = wait }
    end
  end
  return decision
end

local function take(cost, amount)
  local place = cost.algorithm == SLIDING and 3 or 2
  for _, usage in ipairs(cost.counter) do usage[place] = math.min(LARGEST, usage[place] + amount) end
end

local function refund(cost, amount, timestamp)
  for i, usage in ipairs(cost.counter) do
    local place = cost.algorithm == SLIDING and 3 or 2
    if cost.algorithm == FIXED and timestamp < usage[1] then
      place = nil
    elseif cost.algorithm == SLIDING and timestamp < usage[1] then
      place = timestamp >= usage[1] - cost.windows[i] and 2 or nil
    end
    if place and amount > usage[place] then
      usage[2], usage[3] = place == 2 and 0.0 or usage[2], (place == 3 or cost.algorithm ~= SLIDING) and 0.0 or usage[3]
    elseif place then
      usage[place] = usage[place] - amount
    end
  end
end

local function store(cost)
  if cost.reset == 0 then
    if cost.counter.exists then redis.call('DEL', cost.key) end
    return
  end

  local numbers = {}
  for _, usage in ipairs(cost.counter) do numbers[#numbers + 1] = format('%.0f %.0f %.0f', usage[1], usage[2], usage[3]) end
  local ttl = floor(math.min(cost.reset, EXACT) / 1000) + EXTRA_TTL
  redis.call('SET', cost.key, table.concat(numbers, ' '), 'PX', format('%.0f', ttl))
end

local function read(key, limits)
  local counter, text = {}, redis.call('GET', key)
  counter.exists = text and true
  local numbers = text and string.gmatch(text, '%d+')
  for i = 1, limits do
    counter[i] = numbers and { numbers() + 0.0, numbers() + 0.0, numbers() + 0.0 } or { now, 0.0, 0.0 }
  end
  return counter
end

local mode, timestamp = ARGV[1], ARGV[2] + 0.0
local costs, counters, position = {}, {}, 3
for i, key in ipairs(KEYS) do
  local cost = { index = i, key = key, amount = ARGV[position] + 0.0, algorithm = tonumber(ARGV[position + 1]), limits = {}, windows = {} }
  local count = tonumber(ARGV[position + 2])
  position = position + 3
  for j = 1, count do
    cost.limits[j], cost.windows[j] = ARGV[position] + 0.0, ARGV[position + 1] + 0.0
    position = position + 2
  end
  counters[key] = counters[key] or read(key, count)
  cost.counter = counters[key]
  costs[i] = cost
end

if mode == 'adjust' then
  for _, cost in ipairs(costs) do
    decide(cost, 1)
    if cost.amount < 0 then refund(cost, -cost.amount, timestamp) else take(cost, cost.amount) end
    decide(cost, 1)
  end
  for _, cost in ipairs(costs) do
    decide(cost, 1)
    store(cost)
  end
  return ''
end

local chosen
for _, cost in ipairs(costs) do
  -- Taken at once, so that two costs of the same counter count together.
  local decision = decide(cost, cost.amount)
  take(cost, cost.amount)
  if not chosen or decision.wait > chosen.wait then chosen = decision end
end

local allowed = chosen.wait == 0
if allowed then
  local part
  chosen = nil
  for _, cost in ipairs(costs) do
    local decision = decide(cost, 1)
    local remaining = decision.remaining / cost.limits[decision.limit]
    if not chosen or decision.wait > chosen.wait or (decision.wait == chosen.wait and remaining < part) then
      chosen, part = decision, remaining
    end
  end
  if mode == 'acquire' then
    for _, cost in ipairs(costs) do store(cost) end
  end
end

return format('%d %d %d %.0f %.0f %.0f %.0f', allowed and 1 or 0, chosen.cost.index - 1, chosen.limit - 1,
  chosen.remaining, math.min(chosen.reset, NEVER), math.min(chosen.wait, NEVER), now)
