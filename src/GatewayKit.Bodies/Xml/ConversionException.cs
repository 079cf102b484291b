namespace GatewayKit.Bodies;

/// <summary>Thrown when a body can't be converted.</summary>
/// <param name="kind">The kind of the reason.</param>
/// <param name="reason">The state of the body, such as <c>isn't valid JSON</c>, for the sender to read.</param>
/// <param name="cause">The exception of the parser, if there is one.</param>
internal sealed class ConversionException(ConversionFailure kind, string reason, Exception? cause = null) : Exception(reason, cause)
{
    private const int MaxShown = 60;

    public ConversionFailure Kind { get; } = kind;

    public static ConversionException Invalid(string reason, Exception? cause = null) => new(ConversionFailure.Invalid, reason, cause);

    public static ConversionException TooLarge() => new(ConversionFailure.TooLarge, "is too large when it is converted");

    /// <summary>Returns the failure of an element with more than <see cref="XmlJsonRules.MaxAttributes"/> attributes.</summary>
    public static ConversionException HasTooManyAttributes()
        => Invalid($"has an element with more than {XmlJsonRules.MaxAttributes} attributes");

    /// <summary>Returns a name of the body as part of a reason: short, without control characters.</summary>
    public static string Shown(string name)
    {
        var start = name.Length > MaxShown ? string.Concat(name.AsSpan(0, MaxShown), "…") : name;
        return string.Create(start.Length, start, static (target, text) =>
        {
            for (var i = 0; i < target.Length; i++)
                target[i] = char.IsControl(text[i]) || char.IsSurrogate(text[i]) ? '?' : text[i];
        });
    }
}
