using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GatewayKit.OpenApi.Model;
using GatewayKit.Yaml;

namespace GatewayKit.OpenApi.Reading.Files;

/// <summary>Converts a YAML document to JSON. Aliases are expanded, and count with their expanded size.</summary>
internal sealed class YamlSource : IDisposable
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly Dictionary<string, Anchored> _anchors = new(StringComparer.Ordinal);
    private readonly YamlParser _parser;
    private readonly OpenApiReaderOptions _options;
    private readonly Action<PathTrail, YamlEvent> _duplicate;
    private readonly PathTrail _path = new();
    private readonly Utf8JsonWriter _json;
    private int _depth;
    private long _merged;

    private YamlSource(YamlParser parser, OpenApiReaderOptions options, Action<PathTrail, YamlEvent> duplicate)
    {
        (_parser, _options, _duplicate) = (parser, options, duplicate);
        _json = new Utf8JsonWriter(
            _output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = options.MaxDepth + 1 });
    }

    private long Length => _json.BytesCommitted + _json.BytesPending;

    /// <summary>Converts the text to JSON.</summary>
    /// <param name="text">The text, in UTF-8.</param>
    /// <param name="options">The limits.</param>
    /// <param name="duplicate">Receives each repeated key of a mapping.</param>
    /// <exception cref="YamlSyntaxException">The text isn't valid, or exceeds a limit.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> text, OpenApiReaderOptions options, Action<PathTrail, YamlEvent> duplicate)
    {
        using var source = new YamlSource(new YamlParser(Encoding.UTF8.GetString(text.Span), options.MaxDepth + 1), options, duplicate);
        source.WriteDocument();
        source._json.Flush();
        return JsonElement.Parse(source._output.WrittenSpan, new JsonDocumentOptions { MaxDepth = options.MaxDepth + 1 });
    }

    public void Dispose() => _json.Dispose();

    private void WriteDocument()
    {
        if (_parser.Read().Kind == YamlEventKind.StreamEnd)
        {
            _json.WriteNullValue();
            return;
        }
        WriteNode(_parser.Read());
        _parser.Read();
        if (_parser.Read() is { Kind: not YamlEventKind.StreamEnd } more)
            throw Error(more, "The file must contain only one document.");
    }

    /// <summary>Writes a node, and returns the number of levels below it.</summary>
    private int WriteNode(YamlEvent current)
    {
        if (current.Kind == YamlEventKind.Alias)
            return WriteAgain(current);
        if (Length > _options.MaxFileSize)
            throw Error(current, $"The file has more than {_options.MaxFileSize} bytes after expanding its aliases.");

        var start = current.Anchor is null ? 0 : Flushed();
        var height = current.Kind switch
        {
            YamlEventKind.SequenceStart => WriteSequence(current),
            YamlEventKind.MappingStart => WriteMapping(current),
            _ => WriteScalar(current),
        };
        if (current.Anchor is not null)
            _anchors[current.Anchor] = Written(start, height);
        return height;
    }

    private int WriteScalar(YamlEvent scalar)
    {
        YamlScalars.Write(scalar, _json);
        return 0;
    }

    private int WriteAgain(YamlEvent alias)
    {
        if (!_anchors.TryGetValue(alias.Value, out var anchored))
            throw Error(alias, $"The anchor '{alias.Value}' isn't defined before this alias.");
        if (Length + anchored.Length > _options.MaxFileSize)
            throw Error(alias, $"The file has more than {_options.MaxFileSize} bytes after expanding its aliases.");
        CheckDepth(alias, _depth + anchored.Height);
        _json.WriteRawValue(Json(anchored), skipInputValidation: true);
        return anchored.Height;
    }

    private int WriteSequence(YamlEvent start)
    {
        CheckDepth(start, ++_depth);
        _json.WriteStartArray();
        var height = 0;
        var index = 0;
        for (var item = _parser.Read(); item.Kind != YamlEventKind.SequenceEnd; item = _parser.Read())
        {
            _path.Enter(index++);
            height = Math.Max(height, WriteNode(item));
            _path.Leave();
        }
        _json.WriteEndArray();
        _depth--;
        return height + 1;
    }

    private int WriteMapping(YamlEvent start)
    {
        CheckDepth(start, ++_depth);
        _json.WriteStartObject();
        var names = new HashSet<string>(StringComparer.Ordinal);
        List<Anchored>? merged = null;
        var height = 0;
        for (var key = _parser.Read(); key.Kind != YamlEventKind.MappingEnd; key = _parser.Read())
        {
            if (key is { Kind: YamlEventKind.Scalar, Value: "<<", Style: YamlScalarStyle.Plain })
            {
                ReadMerge(_parser.Read(), merged ??= []);
                continue;
            }
            var name = Name(key);
            _path.Enter(name);
            if (!names.Add(name))
                _duplicate(_path, key);
            _json.WritePropertyName(name);
            height = Math.Max(height, WriteNode(_parser.Read()));
            _path.Leave();
        }
        foreach (var mapping in merged ?? [])
            height = Math.Max(height, WriteMerge(mapping, names, start));
        _json.WriteEndObject();
        _depth--;
        return height + 1;
    }

    /// <summary>The merge key type, which YAML 1.2 removed but many documents use: an alias of a mapping, or several.</summary>
    private void ReadMerge(YamlEvent value, List<Anchored> merged)
    {
        switch (value.Kind)
        {
            case YamlEventKind.Alias when _anchors.TryGetValue(value.Value, out var anchored) && Json(anchored)[0] == '{':
                merged.Add(anchored);
                break;
            case YamlEventKind.SequenceStart:
                for (var item = _parser.Read(); item.Kind != YamlEventKind.SequenceEnd; item = _parser.Read())
                    ReadMerge(item.Kind == YamlEventKind.Alias
                        ? item
                        : throw Error(item, "'<<' must be an alias of a mapping, or a list of them."), merged);
                break;
            default:
                throw Error(value, "'<<' must be an alias of a mapping, or a list of them.");
        }
    }

    private int WriteMerge(Anchored mapping, HashSet<string> names, YamlEvent at)
    {
        CheckDepth(at, _depth + mapping.Height - 1);
        _merged += mapping.Length;
        if (Length + _merged > _options.MaxFileSize)
            throw Error(at, $"The file has more than {_options.MaxFileSize} bytes after expanding its aliases.");
        foreach (var member in JsonElement.Parse(Json(mapping), new JsonDocumentOptions { MaxDepth = _options.MaxDepth + 1 })
            .EnumerateObject())
        {
            if (!names.Add(member.Name))
                continue;
            _json.WritePropertyName(member.Name);
            member.Value.WriteTo(_json);
        }
        return mapping.Height - 1;
    }

    private string Name(YamlEvent key) => key.Kind switch
    {
        YamlEventKind.Scalar => key.Value,
        YamlEventKind.Alias when _anchors.TryGetValue(key.Value, out var anchored) && anchored.Height == 0
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

    private void CheckDepth(YamlEvent at, int depth)
    {
        if (depth > _options.MaxDepth)
            throw Error(at, $"Values are nested deeper than {_options.MaxDepth}.");
    }

    private static YamlSyntaxException Error(YamlEvent at, string message) => new(message, at.Line, at.Column);

    /// <summary>The output of an anchor, and its number of levels.</summary>
    private readonly record struct Anchored(int Start, int Length, int Height);
}
