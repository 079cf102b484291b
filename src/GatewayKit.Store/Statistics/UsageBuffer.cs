using GatewayKit.Statistics;
using GatewayKit.Store.Database.Rows;

namespace GatewayKit.Store.Statistics;

/// <summary>
/// The sums of this node that aren't written yet, the oldest first. Beyond a limit, the minutes of the oldest hour are added up; if only
/// hours are left, the oldest is dropped. Safe for concurrent use.
/// </summary>
/// <param name="maximumBatches">The maximum number of batches.</param>
/// <param name="maximumRows">The maximum number of sums.</param>
internal sealed class UsageBuffer(int maximumBatches, int maximumRows)
{
    /// <summary>After two hours, minutes are added up.</summary>
    private const int MinimumBatches = 240;

    /// <summary>50,000 sums need 10 to 50 MB.</summary>
    private const int MinimumRows = 50_000;

    /// <summary>The number of intervals that have a place if each has as many series as possible.</summary>
    private const int Intervals = 3;

    /// <summary>The maximum number of series in an interval, as a multiple of the limit: those of consumers, operations and
    /// credentials, each with as many again beyond the limit.</summary>
    private const int SeriesPerLimit = 6;

    private readonly Lock _lock = new();
    private readonly List<UsageBatch> _batches = [];
    private long _sequence;
    private int _rows;

    /// <summary>Creates a buffer for the intervals of a node.</summary>
    /// <param name="seriesLimit">The limit of series in an interval.</param>
    public static UsageBuffer For(int seriesLimit)
    {
        var rows = Math.Max(MinimumRows, Intervals * SeriesPerLimit * seriesLimit);
        return new UsageBuffer(Math.Max(MinimumBatches, rows / UsageBatch.MaximumRows), rows);
    }

    /// <summary>The number of batches.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _batches.Count;
        }
    }

    /// <summary>The number of requests.</summary>
    public long Requests
    {
        get
        {
            lock (_lock)
                return _batches.Sum(batch => batch.Requests);
        }
    }

    /// <summary>Adds the requests of an interval.</summary>
    /// <param name="start">The start of their minute.</param>
    /// <param name="series">The requests.</param>
    /// <returns>The number of requests that were dropped instead of others.</returns>
    public long Add(DateTime start, IEnumerable<UsageSeries> series)
    {
        var rows = Sum(UsageTimes.Minute, start, series.Select(one => Row(start, one)));
        lock (_lock)
        {
            Insert(_batches.Count, UsageBatch.Of(UsageTimes.Minute, start, rows));
            return Trim();
        }
    }

    /// <summary>Returns the batch to write; null if there is none. Until <see cref="Remove"/>, it is the same one.</summary>
    public UsageBatch? Next()
    {
        lock (_lock)
        {
            if (_batches is not [var batch, ..])
                return null;

            if (batch.Sequence == 0)
                batch.Sequence = ++_sequence;
            return batch;
        }
    }

    /// <summary>Removes a batch that was written.</summary>
    public void Remove(UsageBatch batch)
    {
        lock (_lock)
        {
            if (_batches.Remove(batch))
                _rows -= batch.Rows.Count;
        }
    }

    private static UsageRow Row(DateTime start, UsageSeries series) => new()
    {
        Seconds = UsageTimes.Minute,
        Start = start,
        Route = UsageNames.Of(series.Route),
        Consumer = UsageNames.Of(series.Consumer),
        StatusClass = series.StatusClass,
        Count = series.Count,
        RequestBytes = series.RequestBytes,
        ResponseBytes = series.ResponseBytes,
        Duration = series.Duration.Ticks,
        Latency = series.Latency.ToBytes(),
    };

    /// <summary>Adds up the rows of each series.</summary>
    private static List<UsageRow> Sum(int seconds, DateTime start, IEnumerable<UsageRow> rows)
    {
        var sums = new Dictionary<(string Route, string Consumer, int StatusClass), UsageRow>();
        foreach (var row in rows)
        {
            var key = (row.Route, row.Consumer, row.StatusClass);
            if (sums.TryGetValue(key, out var sum))
                sum.Add(row);
            else
                sums.Add(key, row.At(seconds, start));
        }

        return [.. sums.Values];
    }

    private void Insert(int index, IEnumerable<UsageBatch> batches)
    {
        foreach (var batch in batches)
        {
            _batches.Insert(index++, batch);
            _rows += batch.Rows.Count;
        }
    }

    private long Trim()
    {
        var dropped = 0L;
        while (_batches.Count > maximumBatches || _rows > maximumRows)
        {
            if (MergeOldestHour())
                continue;

            var oldest = _batches.Find(batch => batch.Sequence == 0);
            if (oldest is null)
                break;
            dropped += oldest.Requests;
            Remove(oldest);
        }

        return dropped;
    }

    private bool MergeOldestHour()
    {
        if (_batches.Find(batch => batch.Sequence == 0 && batch.Seconds == UsageTimes.Minute) is not { } oldest)
            return false;

        var hour = UsageTimes.HourOf(oldest.Start);
        var merged = _batches.Where(batch => batch.Sequence == 0 && UsageTimes.HourOf(batch.Start) == hour).ToArray();
        var index = _batches.IndexOf(merged[0]);
        foreach (var batch in merged)
            Remove(batch);
        var rows = Sum(UsageTimes.Hour, hour, merged.SelectMany(batch => batch.Rows));
        Insert(index, UsageBatch.Of(UsageTimes.Hour, hour, rows));
        return true;
    }
}
