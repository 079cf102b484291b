using System.Diagnostics;

namespace GatewayKit.Benchmarks.Load;

/// <summary>
/// Requests at a fixed rate, whether or not earlier ones have been answered. If all connections are busy, a request waits, and its
/// latency counts from the time at which it should have been sent: a slow server can't hide its latency by slowing down the load.
/// </summary>
internal sealed class OpenSchedule : ISchedule
{
    // The connections take turns, so that all of them are in use at any rate.
    private readonly Queue<Turn> _free = new();
    private readonly Lock _gate = new();
    private readonly double _interval;
    private readonly long _start = Stopwatch.GetTimestamp();

    // Requests 0 to _due - 1 are due, and those below _taken have been taken by a connection.
    private long _due;
    private long _taken;
    private volatile bool _isOver;

    /// <param name="rate">The requests a second, above 0.</param>
    public OpenSchedule(double rate)
    {
        _interval = Stopwatch.Frequency / rate;
        new Thread(Pace) { IsBackground = true, Name = "pacer" }.Start();
    }

    public ValueTask<long> NextAsync(Turn turn)
    {
        lock (_gate)
        {
            if (_isOver)
                return new ValueTask<long>(ISchedule.Over);
            if (_taken < _due)
                return new ValueTask<long>(TimeOf(_taken++));

            var next = turn.Renew();
            _free.Enqueue(turn);
            return next;
        }
    }

    public IReadOnlyList<long> Stop()
    {
        Turn[] free;
        long[] unsent;
        lock (_gate)
        {
            _isOver = true;
            free = [.. _free];
            _free.Clear();

            // The free connections would have taken theirs.
            unsent = new long[long.Max(long.Max(_due, Due()) - _taken - free.Length, 0)];
            for (var i = 0; i < unsent.Length; i++)
                unsent[i] = TimeOf(_taken + i);
        }

        foreach (var turn in free)
            turn.Set(ISchedule.Over);
        return unsent;
    }

    private void Pace()
    {
        while (!_isOver)
        {
            var next = Due();
            while (Take(next, out var turn, out var intended))
                turn.Set(intended);
            Nap.Until(TimeOf(next));
        }
    }

    private bool Take(long due, out Turn turn, out long intended)
    {
        lock (_gate)
        {
            intended = 0;
            turn = null!;
            _due = long.Max(_due, due);
            if (_isOver || _taken >= _due || !_free.TryDequeue(out turn!))
                return false;

            intended = TimeOf(_taken++);
            return true;
        }
    }

    private long Due() => 1 + (long)((Stopwatch.GetTimestamp() - _start) / _interval);

    private long TimeOf(long request) => _start + (long)(request * _interval);
}
