using System.Text.Json;

namespace GatewayKit.Planning.Traffic;

/// <summary>
/// Parses a HAR file (HAR 1.2) token by token, so that its size doesn't matter: <c>log.entries[]</c> with <c>request</c> and
/// <c>response.status</c>. Everything else is skipped.
/// </summary>
/// <param name="options">The settings.</param>
/// <param name="report">Reports an entry that can't be read.</param>
internal sealed class HarParser(TrafficOptions options, Action<long, string> report)
{
    private const string Extension = ".har";

    // The depths of the names: log, entries, those of an entry, those of its request, those of a header.
    private const int LogDepth = 1;
    private const int EntriesDepth = 2;
    private const int EntryDepth = 4;
    private const int PartDepth = 5;
    private const int HeaderDepth = 7;

    private readonly string?[] _names = new string?[HeaderDepth + 1];
    private JsonReaderState _state;
    private HarEntry _entry = new();
    private string? _headerName;
    private string? _headerValue;

    /// <summary>The requests that were found.</summary>
    public Queue<TrafficRequest> Found { get; } = new();

    /// <summary>The number of entries that were read.</summary>
    public long Entries { get; private set; }

    /// <summary>Whether the rest can't be read.</summary>
    public bool IsBroken { get; private set; }

    private bool IsInEntries => _names[LogDepth] == "log" && _names[EntriesDepth] == "entries";

    /// <summary>Returns whether a file is in this format.</summary>
    /// <param name="name">The name of the file.</param>
    /// <param name="start">The first bytes.</param>
    public static bool IsHar(string name, ReadOnlySpan<byte> start)
    {
        if (name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
            return true;

        start = start.TrimStart(" \t\r\n"u8);
        if (start is not [(byte)'{', ..])
            return false;

        start = start[1..].TrimStart(" \t\r\n"u8);
        return start.StartsWith("\"log\""u8) && start["\"log\"".Length..].TrimStart(" \t\r\n"u8) is [(byte)':', ..] and var rest
            && rest[1..].TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
    }

    /// <summary>Parses the bytes that are there.</summary>
    /// <returns>Whether that was the rest of the file.</returns>
    public bool Read(TrafficBuffer input)
    {
        try
        {
            var reader = new Utf8JsonReader(input.Unread, input.IsAtEnd, _state);
            while (reader.Read())
                Take(ref reader);
            _state = reader.CurrentState;
            input.Skip((int)reader.BytesConsumed);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            IsBroken = true;
            report(Entries + 1, "The file isn't valid JSON from this entry on.");
        }

        return input.IsAtEnd;
    }

    private void Take(ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                if (depth < _names.Length)
                    _names[depth] = reader.GetString();
                break;
            case JsonTokenType.StartObject when depth == EntryDepth - 1 && IsInEntries:
                _entry = new HarEntry();
                break;
            case JsonTokenType.StartObject when depth == HeaderDepth - 1 && IsInHeaders:
                (_headerName, _headerValue) = (null, null);
                break;
            case JsonTokenType.EndObject when depth == HeaderDepth - 1 && IsInHeaders:
                _entry.AddHeader(_headerName, _headerValue);
                break;
            case JsonTokenType.EndObject when depth == EntryDepth - 1 && IsInEntries:
                End();
                break;
            case JsonTokenType.String when depth == HeaderDepth && IsInHeaders:
                if (_names[HeaderDepth] == "name")
                    _headerName = reader.GetString();
                else if (_names[HeaderDepth] == "value")
                    _headerValue = reader.GetString();
                break;
            case JsonTokenType.String when depth == PartDepth && IsInEntries && _names[EntryDepth] == "request":
                if (_names[PartDepth] == "method")
                    _entry.Method = reader.GetString();
                else if (_names[PartDepth] == "url")
                    _entry.Url = reader.GetString();
                break;
            case JsonTokenType.Number when depth == PartDepth && IsInEntries:
                if (_names[EntryDepth] == "response" && _names[PartDepth] == "status" && reader.TryGetInt32(out var status))
                    _entry.Status = status;
                break;
        }
    }

    private bool IsInHeaders => IsInEntries && _names[EntryDepth] == "request" && _names[PartDepth] == "headers";

    private void End()
    {
        Entries++;
        if (_entry.ToRequest(options) is { } request)
            Found.Enqueue(request);
        else
            report(Entries, "The entry doesn't have a request with a method and an http or https URL.");
    }
}
