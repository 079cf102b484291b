using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GatewayKit.OpenApi.Reading;

/// <summary>The events of a YAML text, without comments. Every way in which the parser fails is a <see cref="YamlException"/>.</summary>
internal sealed class YamlEvents : IDisposable
{
    private readonly StreamReader _text;
    private readonly Parser _parser;

    public YamlEvents(ReadOnlyMemory<byte> text)
    {
        _text = new StreamReader(new MemoryStream(text.ToArray(), writable: false));
        _parser = new Parser(_text);
    }

    public void Dispose() => _text.Dispose();

    public ParsingEvent Next()
    {
        var last = _parser.Current;
        try
        {
            return _parser.MoveNext() ? _parser.Current! : throw new YamlException(At(last), At(last), "The text ends too early.");
        }
        catch (Exception exception) when (exception is not (YamlException or OutOfMemoryException))
        {
            // The parser's own way with some texts that are no YAML, such as flow collections whose lines are not indented enough.
            throw new YamlException(At(last), At(last), "The text is no YAML from here on: look at the indentation and the brackets.");
        }
    }

    private static Mark At(ParsingEvent? last) => last?.Start ?? Mark.Empty;
}
