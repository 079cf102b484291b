using System.Text;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.WebSocketSse.Messages;

/// <summary>The message that the gateway sends first: a text, or a value of JSON, with templates. Immutable.</summary>
internal sealed class InitialMessage
{
    private const int MaxLength = 65_536;

    private readonly byte[]? _constant;
    private readonly Template? _text;
    private readonly JsonTemplate? _json;

    private InitialMessage(byte[]? constant, Template? text, JsonTemplate? json) => (_constant, _text, _json) = (constant, text, json);

    /// <summary>Compiles the value of the option.</summary>
    /// <param name="value">The value.</param>
    /// <param name="problem">The reason why it isn't valid, as the end of a sentence.</param>
    /// <returns>The message; null if the value isn't valid.</returns>
    public static InitialMessage? Compile(object value, out string problem)
    {
        problem = "";
        var vocabulary = TemplateVocabulary.With([]);
        try
        {
            if (value is not string text)
                return new InitialMessage(null, null, JsonTemplate.Compile(value, vocabulary));
            if (!Template.Is(text))
                return new InitialMessage(Encoding.UTF8.GetBytes(text), null, null);

            return Template.Parse(text, vocabulary, out problem) is { } template ? new InitialMessage(null, template, null) : null;
        }
        catch (TemplateException error)
        {
            problem = error.Message.TrimEnd('.');
            return null;
        }
    }

    /// <summary>Returns the message of a request.</summary>
    /// <exception cref="Expressions.ExpressionException">A value isn't determined.</exception>
    /// <exception cref="TemplateException">A value can't be rendered, or the message is too long.</exception>
    public ReadOnlyMemory<byte> Render(GatewayContext context, DateTimeOffset now)
    {
        if (_constant is not null)
            return _constant;

        var input = new TemplateInput(context, now);
        return _text is not null
            ? Encoding.UTF8.GetBytes(_text.Render(input))
            : JsonTreeText.Write(_json!.Render(input), MaxLength);
    }
}
