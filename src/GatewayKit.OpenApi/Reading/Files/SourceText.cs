using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using GatewayKit.Yaml;

namespace GatewayKit.OpenApi.Reading.Files;

/// <summary>Parses the text of a file, JSON or YAML, and reports its errors with their locations.</summary>
internal sealed class SourceText(OpenApiReaderOptions options, Findings findings)
{
    private const string Duplicate = "The name appears twice in its object; the last value is used.";

    // Creating the location text is expensive, so the number of duplicates is limited.
    private int _room = options.MaxErrors;

    public Source? Parse(Uri uri, string name, ReadOnlyMemory<byte> text)
    {
        if (text.Span.StartsWith(Encoding.UTF8.Preamble))
            text = text[Encoding.UTF8.Preamble.Length..];
        if (!Utf8.IsValid(text.Span))
            return Reject(name, (1, 1), "The file isn't valid UTF-8 text.");

        var start = text.Span.IndexOfAnyExcept(" \t\r\n"u8);
        var isJson = start >= 0 && text.Span[start] is (byte)'{' or (byte)'[';
        try
        {
            return isJson ? Json(uri, name, text) : Yaml(uri, name, text);
        }
        catch (JsonException exception)
        {
            // YAML may start like JSON.
            return MayBeYaml(name) && TryYaml(uri, name, text) is { } source ? source : Reject(name, text.Span, exception);
        }
        catch (YamlSyntaxException exception)
        {
            return Reject(name, (exception.Line, exception.Column), exception.Message);
        }
    }

    private Source Json(Uri uri, string name, ReadOnlyMemory<byte> text)
    {
        var twice = false;
        var root = JsonSource.Parse(text.Span, options, (path, offset) =>
        {
            twice = true;
            if (_room-- <= 0)
                return;
            var (line, column) = JsonPositions.Of(text.Span, (int)offset);
            findings.Add(new OpenApiError(name, path.ToString(), line, column, Duplicate));
        });
        LoneSurrogates.Check(text.Span);
        return new Source(uri, name, text, IsYaml: false, twice ? UniqueNames.Of(root, options.MaxDepth) : root);
    }

    private Source Yaml(Uri uri, string name, ReadOnlyMemory<byte> text)
    {
        var twice = new List<OpenApiError>();
        var any = false;
        var root = YamlSource.Parse(text, options, (path, at) =>
        {
            any = true;
            if (_room-- > 0)
                twice.Add(new OpenApiError(name, path.ToString(), at.Line, at.Column, Duplicate));
        });
        twice.ForEach(findings.Add);
        return new Source(uri, name, text, IsYaml: true, any ? UniqueNames.Of(root, options.MaxDepth) : root);
    }

    private Source? TryYaml(Uri uri, string name, ReadOnlyMemory<byte> text)
    {
        try
        {
            return Yaml(uri, name, text);
        }
        catch (YamlSyntaxException)
        {
            return null;
        }
    }

    private static bool MayBeYaml(string name) => !name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private Source? Reject(string name, ReadOnlySpan<byte> text, JsonException exception)
    {
        var line = (int)(exception.LineNumber ?? 0);
        var start = 0;
        for (var i = 0; i < line; i++)
            start += text[start..].IndexOf((byte)'\n') + 1;
        var (_, column) = JsonPositions.Of(text, start + (int)(exception.BytePositionInLine ?? 0));
        var end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return Reject(name, (line + 1, column), end < 0 ? exception.Message : exception.Message[..end]);
    }

    private Source? Reject(string name, (int Line, int Column) position, string message)
    {
        findings.Add(new OpenApiError(name, "", Math.Max(1, position.Line), Math.Max(1, position.Column), message));
        return null;
    }
}
