namespace GatewayKit.Expressions;

/// <summary>The option <c>when</c> of a plugin: a condition on which it acts. Without the option, it always acts.</summary>
internal sealed class WhenOption
{
    private const string Name = "when";

    private readonly ConditionExpression? _condition;

    private WhenOption(ConditionExpression? condition) => _condition = condition;

    /// <summary>Returns the errors of the option.</summary>
    public static IEnumerable<OptionsError> Validate(string? text, ExpressionVocabulary vocabulary)
    {
        if (text is { Length: > 0 } && ConditionExpression.Parse(text, vocabulary, out var problem) is null)
            yield return new OptionsError(Name, problem);
    }

    /// <summary>Compiles the option.</summary>
    /// <exception cref="PluginOptionsException">The text isn't valid.</exception>
    public static WhenOption Compile(string? text, ExpressionVocabulary vocabulary)
        => new(text is null ? null
            : ConditionExpression.Parse(text, vocabulary, out var problem)
                ?? throw new PluginOptionsException([new OptionsError(Name, problem)]));

    /// <summary>Decides whether the plugin acts.</summary>
    /// <returns>False if the exchange doesn't determine a value that the condition needs, such as that of a repeated header.</returns>
    public bool TryDecide(GatewayContext context, out bool acts)
    {
        try
        {
            acts = _condition?.IsTrue(context) ?? true;
            return true;
        }
        catch (ExpressionException)
        {
            acts = false;
            return false;
        }
    }
}
