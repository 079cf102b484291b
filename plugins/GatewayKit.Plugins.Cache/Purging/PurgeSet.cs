using System.Buffers.Binary;
using System.Text.Json;
using GatewayKit.Plugins.Cache.Shared;

namespace GatewayKit.Plugins.Cache.Purging;

/// <summary>
/// The purges of the last hours. Nodes join the sets that they know, in any order and any number of times, and end with equal sets: this
/// needs neither an order of purges nor equal clocks.
/// </summary>
internal sealed class PurgeSet
{
    /// <summary>The time for which a purge is kept: longer than a stored response that doesn't know it yet.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(4);

    private const int MaxRecords = 2048;
    private const int MaxCharacters = 128 * 1024;

    private readonly Dictionary<Guid, PurgeRecord> _records;

    private PurgeSet(Dictionary<Guid, PurgeRecord> records) => _records = records;

    public static PurgeSet Empty { get; } = new([]);

    public IReadOnlyCollection<PurgeRecord> Records => _records.Values;

    /// <summary>Joins this set with other purges, and leaves out those that are too old.</summary>
    /// <param name="others">The other purges.</param>
    /// <param name="now">The time.</param>
    /// <param name="added">The purges that this set didn't have.</param>
    /// <returns>The joined set. If it were too large, its only purge removes all responses.</returns>
    public PurgeSet Join(IEnumerable<PurgeRecord> others, DateTimeOffset now, out IReadOnlyList<PurgeRecord> added)
    {
        var oldest = (now - KeptFor).ToUnixTimeMilliseconds();
        var joined = _records.Values.Where(record => record.At >= oldest).ToDictionary(record => record.Id);
        List<PurgeRecord> news = [.. others.Where(record => record.At >= oldest && joined.TryAdd(record.Id, record))];
        if (joined.Count > MaxRecords || joined.Values.Sum(record => record.Value.Length) > MaxCharacters)
        {
            var all = PurgeRecord.Create(PurgeTarget.All, now);
            joined = new() { [all.Id] = all };
            news = [all];
        }

        added = news;
        return news.Count == 0 && joined.Count == _records.Count ? this : new PurgeSet(joined);
    }

    public bool HasSameAs(PurgeSet other) => _records.Count == other._records.Count && _records.Keys.All(other._records.ContainsKey);

    /// <summary>Returns a text that stands for the purges that cover a response: other purges have another text.</summary>
    public string MarkOf(string key, IReadOnlyList<string> tags)
    {
        var mark = UInt128.Zero;
        Span<byte> id = stackalloc byte[16];
        foreach (var record in _records.Values)
        {
            if (record.Covers(key, tags) && record.Id.TryWriteBytes(id))
                mark ^= BinaryPrimitives.ReadUInt128LittleEndian(id);
        }

        return mark == UInt128.Zero ? "" : mark.ToString("x", null);
    }

    /// <summary>Returns the set as the value of a key of the shared store.</summary>
    public byte[] ToBytes(string key)
        => SharedEnvelope.Seal(key, JsonSerializer.SerializeToUtf8Bytes([.. _records.Values], SharedJson.Default.PurgeRecordArray), []);

    /// <returns>The set; empty for a value that isn't a complete set of this key.</returns>
    public static PurgeSet Read(string key, byte[]? value)
    {
        if (value is null || !SharedEnvelope.TryOpen(key, value, out var content, out _))
            return Empty;

        try
        {
            var records = JsonSerializer.Deserialize(content.Span, SharedJson.Default.PurgeRecordArray) ?? [];
            return new PurgeSet(records.Where(record => record?.Value is not null).DistinctBy(r => r.Id).ToDictionary(r => r.Id));
        }
        catch (JsonException)
        {
            return Empty;
        }
    }
}
