using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.Expressions;

/// <summary>The option <c>when</c> of a plugin: a condition on which it acts.</summary>
internal static class WhenOption
{
    /// <summary>The name of the option.</summary>
    public const string Name = "when";

    /// <summary>Returns the errors of the option.</summary>
    public static IEnumerable<OptionsError> Validate(string? text, ExpressionVocabulary vocabulary)
    {
        if (text is { Length: > 0 } && ConditionExpression.Parse(text, vocabulary, out var problem) is null)
            yield return new OptionsError(Name, problem);
    }

    /// <summary>Compiles the option.</summary>
    /// <returns>The condition; null if the option isn't set, so the plugin always acts.</returns>
    /// <exception cref="PluginOptionsException">The text isn't valid.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static ConditionExpression? Compile(string? text, ExpressionVocabulary vocabulary)
        => text is null ? null
            : ConditionExpression.Parse(text, vocabulary, out var problem)
                ?? throw new PluginOptionsException([new OptionsError(Name, problem)]);
}
