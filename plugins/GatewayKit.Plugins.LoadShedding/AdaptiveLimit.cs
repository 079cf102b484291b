namespace GatewayKit.Plugins.LoadShedding;

/// <summary>
/// The number of requests that may be in flight. It follows the gradient of the response time, like Netflix's concurrency-limits and
/// Envoy's adaptive concurrency. Steps at the end of each window with enough responses:
/// <list type="number">
/// <item>the usual response time follows the average of the window: within seconds down, and within minutes up, so that an overload
/// doesn't soon become usual; while the limit isn't used, it falls more slowly, because few responses may be unusual ones</item>
/// <item>the gradient is the ratio of the tolerated time to the average, between 1/2 and 1</item>
/// <item>the next limit is the limit plus its square root, as room for more, times the gradient; the limit moves a part of the way. With
/// the steepest gradient, any minimum is reached: the square root isn't more than the limit.</item>
/// <item>while less than half of the limit is used, the response time doesn't depend on it, and it stays</item>
/// </list>
/// </summary>
internal sealed class AdaptiveLimit
{
    /// <summary>The share of the limit that requests of a priority may use, by <see cref="ExchangePriority"/> from low to high.</summary>
    private static readonly double[] s_shares = [0.5, 0.8, 1];

    private static readonly TimeSpan s_window = TimeSpan.FromMilliseconds(500);

    private const int MinimumSamples = 10;
    private const double Falling = 0.05;
    private const double FallingUnused = 0.01;
    private const double Rising = 0.002;
    private const double RisingAtMinimum = 0.05;
    private const double Smoothing = 0.2;
    private const double SteepestGradient = 0.5;

    private readonly double _min;
    private readonly double _max;
    private readonly double _tolerance;
    private readonly TimeProvider _time;
    private readonly long _windowLength;
    private readonly Lock _updating = new();
    private double _limit;
    private double _usual;
    private long _windowEnd;
    private int[] _allowed;
    private int _inFlight;
    private int _peak;
    private long _sum;
    private int _count;

    public AdaptiveLimit(LoadSheddingOptions options, TimeProvider time)
    {
        (_min, _max, _tolerance, _time) = (options.MinConcurrency, options.MaxConcurrency, options.Tolerance, time);
        _windowLength = (long)(s_window.TotalSeconds * time.TimestampFrequency);
        _windowEnd = time.GetTimestamp() + _windowLength;
        _limit = options.StartConcurrency;
        _allowed = AllowedOf(_limit);
    }

    /// <summary>Gets the limit for requests with a high priority.</summary>
    public int Current => Volatile.Read(ref _allowed)[^1];

    /// <summary>Gets the number of requests in flight.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Adds a request, unless it exceeds the share of its priority.</summary>
    public bool TryEnter(ExchangePriority priority)
    {
        if (priority >= ExchangePriority.Critical)
        {
            Enter();
            return true;
        }

        var allowed = Volatile.Read(ref _allowed)[(int)priority];
        for (var inFlight = InFlight; inFlight < allowed;)
        {
            var found = Interlocked.CompareExchange(ref _inFlight, inFlight + 1, inFlight);
            if (found == inFlight)
            {
                NotePeak(inFlight + 1);
                return true;
            }

            inFlight = found;
        }

        return false;
    }

    /// <summary>Adds a request beyond the limit.</summary>
    public void Enter() => NotePeak(Interlocked.Increment(ref _inFlight));

    public void Exit() => Interlocked.Decrement(ref _inFlight);

    /// <summary>Adds a response time.</summary>
    /// <param name="elapsed">The time in ticks of the clock.</param>
    /// <param name="isFailure">Whether the response isn't a full one. One that is faster than a usual response, or comes before the usual
    /// time is known, says nothing about load.</param>
    /// <returns>Whether the limit may have changed.</returns>
    public bool Add(long elapsed, bool isFailure)
    {
        if (isFailure && Volatile.Read(ref _usual) is var usual && (usual == 0 || elapsed < usual))
            return false;

        Interlocked.Add(ref _sum, elapsed);
        if (Interlocked.Increment(ref _count) < MinimumSamples
            || _time.GetTimestamp() < Volatile.Read(ref _windowEnd)
            || !_updating.TryEnter())
        {
            return false;
        }

        try
        {
            // Since the increment, another thread may have ended the window, and also the next one may be over.
            if (Volatile.Read(ref _count) < MinimumSamples || _time.GetTimestamp() < _windowEnd)
                return false;

            var count = Interlocked.Exchange(ref _count, 0);
            Update(double.Max(1, (double)Interlocked.Exchange(ref _sum, 0) / count));
            return true;
        }
        finally
        {
            _updating.Exit();
        }
    }

    private void Update(double average)
    {
        var peak = Interlocked.Exchange(ref _peak, InFlight);
        _windowEnd = _time.GetTimestamp() + _windowLength;

        // Half of the whole number: requests with a low priority can't use more.
        var isUsed = peak >= (int)_limit * s_shares[0];

        // At the minimum, few requests are in flight: a response time that stays long isn't caused by them.
        var step = _usual == 0 ? 1
            : average < _usual ? (isUsed ? Falling : FallingUnused)
            : (int)_limit <= _min ? RisingAtMinimum : Rising;
        Volatile.Write(ref _usual, _usual + ((average - _usual) * step));
        if (!isUsed)
            return;

        var gradient = double.Clamp(_tolerance * _usual / average, SteepestGradient, 1);
        var next = (_limit + double.Sqrt(_limit)) * gradient;
        _limit = double.Clamp(_limit + ((next - _limit) * Smoothing), _min, _max);
        Volatile.Write(ref _allowed, AllowedOf(_limit));
    }

    private void NotePeak(int inFlight)
    {
        for (var peak = Volatile.Read(ref _peak); inFlight > peak;)
        {
            var found = Interlocked.CompareExchange(ref _peak, inFlight, peak);
            if (found == peak)
                return;

            peak = found;
        }
    }

    private static int[] AllowedOf(double limit) => [.. s_shares.Select(share => (int)double.Ceiling((int)limit * share))];
}
