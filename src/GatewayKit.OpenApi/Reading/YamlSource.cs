using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Writes a YAML document as JSON. What aliases repeat is written out, and counts as much.</summary>
internal sealed class YamlSource : IDisposable
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly Dictionary<string, Anchored> _anchors = new(StringComparer.Ordinal);
    private readonly YamlEvents _events;
    private readonly OpenApiReaderOptions _options;
    private readonly Action<WalkedPath, Mark> _duplicate;
    private readonly WalkedPath _path = new();
    private readonly Utf8JsonWriter _json;
    private int _depth;
    private long _merged;

    private YamlSource(YamlEvents events, OpenApiReaderOptions options, Action<WalkedPath, Mark> duplicate)
    {
        (_events, _options, _duplicate) = (events, options, duplicate);
        _json = new Utf8JsonWriter(_output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = options.MaxDepth + 1 });
    }

    private long Length => _json.BytesCommitted + _json.BytesPending;

    /// <summary>What the text says as JSON.</summary>
    /// <param name="text">The text, in UTF-8.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="duplicate">Receives each key that stood before in its mapping.</param>
    /// <exception cref="YamlException">The text can't be read, or exceeds a bound.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> text, OpenApiReaderOptions options, Action<WalkedPath, Mark> duplicate)
    {
        using var events = new YamlEvents(text);
        using var source = new YamlSource(events, options, duplicate);
        source.WriteDocument();
        source._json.Flush();
        return JsonElement.Parse(source._output.WrittenSpan, new JsonDocumentOptions { MaxDepth = options.MaxDepth + 1 });
    }

    public void Dispose() => _json.Dispose();

    private void WriteDocument()
    {
        _events.Next();
        if (_events.Next() is StreamEnd)
        {
            _json.WriteNullValue();
            return;
        }
        WriteNode(_events.Next());
        _events.Next();
        if (_events.Next() is { } more and not StreamEnd)
            throw Error(more, "There is a second document; a file has one.");
    }

    /// <summary>Writes a node; returns how many levels are below it.</summary>
    private int WriteNode(ParsingEvent current)
    {
        if (current is AnchorAlias alias)
            return WriteAgain(alias);
        if (Length > _options.MaxFileSize)
            throw Error(current, $"The file has more than {_options.MaxFileSize} bytes when what its aliases repeat is written out.");

        var anchor = ((NodeEvent)current).Anchor;
        var start = anchor.IsEmpty ? 0 : Flushed();
        var height = current switch
        {
            Scalar scalar => WriteScalar(scalar),
            SequenceStart => WriteSequence(current),
            MappingStart => WriteMapping(current),
            _ => throw Error(current, "The text ends where a value is expected."),
        };
        if (!anchor.IsEmpty)
            _anchors[anchor.Value] = Written(start, height);
        return height;
    }

    private int WriteScalar(Scalar scalar)
    {
        YamlScalars.Write(scalar, _json);
        return 0;
    }

    private int WriteAgain(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var anchored))
            throw Error(alias, $"No anchor '{alias.Value.Value}' stands before this alias.");
        if (Length + anchored.Length > _options.MaxFileSize)
            throw Error(alias, $"The file has more than {_options.MaxFileSize} bytes when what its aliases repeat is written out.");
        CheckDepth(alias, _depth + anchored.Height);
        _json.WriteRawValue(Json(anchored), skipInputValidation: true);
        return anchored.Height;
    }

    private int WriteSequence(ParsingEvent start)
    {
        CheckDepth(start, ++_depth);
        _json.WriteStartArray();
        var height = 0;
        var index = 0;
        for (var item = _events.Next(); item is not SequenceEnd; item = _events.Next())
        {
            _path.Enter(index++);
            height = Math.Max(height, WriteNode(item));
            _path.Leave();
        }
        _json.WriteEndArray();
        _depth--;
        return height + 1;
    }

    private int WriteMapping(ParsingEvent start)
    {
        CheckDepth(start, ++_depth);
        _json.WriteStartObject();
        var names = new HashSet<string>(StringComparer.Ordinal);
        List<Anchored>? merged = null;
        var height = 0;
        for (var key = _events.Next(); key is not MappingEnd; key = _events.Next())
        {
            if (key is Scalar { Value: "<<", Style: ScalarStyle.Plain })
            {
                ReadMerge(_events.Next(), merged ??= []);
                continue;
            }
            var name = Name(key);
            _path.Enter(name);
            if (!names.Add(name))
                _duplicate(_path, key.Start);
            _json.WritePropertyName(name);
            height = Math.Max(height, WriteNode(_events.Next()));
            _path.Leave();
        }
        foreach (var mapping in merged ?? [])
            height = Math.Max(height, WriteMerge(mapping, names, start));
        _json.WriteEndObject();
        _depth--;
        return height + 1;
    }

    /// <summary>The type for merging, which is no longer in YAML 1.2 but is used a lot: an alias of a mapping, or several.</summary>
    private void ReadMerge(ParsingEvent value, List<Anchored> merged)
    {
        switch (value)
        {
            case AnchorAlias alias when _anchors.TryGetValue(alias.Value.Value, out var anchored) && Json(anchored)[0] == '{':
                merged.Add(anchored);
                break;
            case SequenceStart:
                for (var item = _events.Next(); item is not SequenceEnd; item = _events.Next())
                    ReadMerge(item is AnchorAlias ? item : throw Error(item, "'<<' takes aliases of mappings."), merged);
                break;
            default:
                throw Error(value, "'<<' takes aliases of mappings.");
        }
    }

    private int WriteMerge(Anchored mapping, HashSet<string> names, ParsingEvent at)
    {
        CheckDepth(at, _depth + mapping.Height - 1);
        _merged += mapping.Length;
        if (Length + _merged > _options.MaxFileSize)
            throw Error(at, $"The file has more than {_options.MaxFileSize} bytes when what its aliases repeat is written out.");
        foreach (var member in JsonElement.Parse(Json(mapping), new JsonDocumentOptions { MaxDepth = _options.MaxDepth + 1 }).EnumerateObject())
        {
            if (!names.Add(member.Name))
                continue;
            _json.WritePropertyName(member.Name);
            member.Value.WriteTo(_json);
        }
        return mapping.Height - 1;
    }

    private string Name(ParsingEvent key) => key switch
    {
        Scalar scalar => scalar.Value,
        AnchorAlias alias when _anchors.TryGetValue(alias.Value.Value, out var anchored) && anchored.Height == 0
            => JsonElement.Parse(Json(anchored)).ToString(),
        _ => throw Error(key, "A key must be text."),
    };

    private int Flushed()
    {
        _json.Flush();
        return _output.WrittenCount;
    }

    private Anchored Written(int start, int height)
    {
        var end = Flushed();
        if (_output.WrittenSpan[start] == (byte)',')
            start++;
        return new Anchored(start, end - start, height);
    }

    private ReadOnlySpan<byte> Json(Anchored anchored) => _output.WrittenSpan.Slice(anchored.Start, anchored.Length);

    private void CheckDepth(ParsingEvent at, int depth)
    {
        if (depth > _options.MaxDepth)
            throw Error(at, $"Values are nested deeper than {_options.MaxDepth}.");
    }

    private static YamlException Error(ParsingEvent at, string message) => new(at.Start, at.End, message);

    /// <summary>The part of the output that an anchor stands for, and how many levels it has.</summary>
    private readonly record struct Anchored(int Start, int Length, int Height);
}
