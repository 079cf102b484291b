using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using GatewayKit.OpenApi.Fixtures;
using GatewayKit.OpenApi.Http;

namespace GatewayKit.Plugins.Record;

/// <summary>
/// The exchanges in the file and those that are waiting to be written, within the limits of the options. Changes that others make to the
/// file in the meantime, for example people, are kept.
/// </summary>
internal sealed class FixtureJournal
{
    private readonly RecordOptions _options;
    private readonly FixtureStore _store;
    private readonly List<Fixture> _unwritten = [];

    // The contents of the file, replaced as a whole when the file has changed. Requests read the counts.
    private List<Fixture> _fixtures = [];
    private HashSet<string> _known = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private long _size;

    private FixtureJournal(RecordOptions options, FixtureStore store, IReadOnlyList<Fixture> fixtures)
    {
        _options = options;
        _store = store;
        Begin(fixtures);
    }

    /// <summary>Whether exchanges are waiting to be written.</summary>
    public bool HasUnwritten => _unwritten.Count > 0;

    /// <exception cref="PluginOptionsException">The folder doesn't exist, or the file isn't a valid fixtures file.</exception>
    public static FixtureJournal Open(RecordOptions options, PluginPlacement placement, TimeProvider time)
    {
        var path = placement.ResolvePath(options.File);
        if (Directory.Exists(path))
            throw new PluginOptionsException([new OptionsError("file", $"is '{options.File}', which is a folder; it must be a file")]);
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw new PluginOptionsException([new OptionsError("file", $"is '{options.File}', whose folder doesn't exist")]);

        var store = new FixtureStore(path, time);
        var result = store.Read();
        return result.Succeeded ? new FixtureJournal(options, store, result.Fixtures) : throw OpenApiFiles.Rejection("file", result.Errors);
    }

    /// <summary>Whether an operation may have another exchange. Called for each request.</summary>
    public bool HasRoomFor(string operation)
        => _counts.TryGetValue(operation, out var count)
            ? count < _options.MaxExchanges
            : _counts.Count < _options.MaxOperations;

    /// <summary>Adds an exchange, to be written later.</summary>
    public RecordOutcome Add(Fixture fixture)
    {
        var outcome = TryAdd(fixture);
        if (outcome == RecordOutcome.Recorded)
            _unwritten.Add(fixture);
        return outcome;
    }

    /// <summary>Writes the file, if there are new exchanges.</summary>
    /// <returns>The number of new exchanges.</returns>
    /// <exception cref="IOException">The file can't be written now. The exchanges are kept.</exception>
    public int Write()
    {
        if (_unwritten.Count == 0)
            return 0;

        using var turn = _store.Begin();
        if (turn.ReadChanged() is { } changed)
        {
            Begin(changed);
            _unwritten.RemoveAll(fixture => TryAdd(fixture) != RecordOutcome.Recorded);
        }

        turn.Commit(FixtureFile.Write(_fixtures));
        var count = _unwritten.Count;
        _unwritten.Clear();
        return count;
    }

    private void Begin(IReadOnlyList<Fixture> fixtures)
    {
        _fixtures = [.. fixtures];
        _known = new HashSet<string>(fixtures.Select(Fingerprint), StringComparer.Ordinal);
        _size = fixtures.Count == 0 ? 0 : FixtureFile.Write(fixtures).Length;
        _counts = new(fixtures.GroupBy(f => f.Operation, StringComparer.Ordinal).Select(g => KeyValuePair.Create(g.Key, g.Count())),
            StringComparer.Ordinal);
    }

    private RecordOutcome TryAdd(Fixture fixture)
    {
        var fingerprint = Fingerprint(fixture);
        if (_known.Contains(fingerprint))
            return RecordOutcome.Duplicate;

        // A single exchange is slightly longer than one among others. An exchange that can't be read back must not be written.
        var text = FixtureFile.Write([fixture]);
        if (!HasRoomFor(fixture.Operation) || _size + text.Length > _options.MaxFileSize.Bytes)
            return RecordOutcome.Full;
        if (!FixtureFile.Parse(text, "").Succeeded)
            return RecordOutcome.Unreadable;

        _known.Add(fingerprint);
        _fixtures.Add(fixture);
        _counts.AddOrUpdate(fixture.Operation, 1, static (_, count) => count + 1);
        _size += text.Length;
        return RecordOutcome.Recorded;
    }

    /// <summary>The key for comparing exchanges: request and response without headers and time.</summary>
    private static string Fingerprint(Fixture fixture)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join(
            '\n', fixture.Operation,
            fixture.Request.Method, fixture.Request.Path, fixture.Request.Query, fixture.RequestBodyOmitted, fixture.Request.Body.Length,
            fixture.Response.Status, fixture.Response.ContentType)));
        hash.AppendData(fixture.Request.Body.Span);
        hash.AppendData(fixture.Response.Body.Span);
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
