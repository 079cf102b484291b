namespace GatewayKit.Configuration.Nodes;

/// <summary>A scalar as text. The binder converts it to the type of the option.</summary>
public sealed class ConfigScalar : ConfigNode
{
    /// <summary>Initializes a new instance with text, which is taken literally, like quoted text in a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="location">The location. Default: none.</param>
    public ConfigScalar(string text, ConfigLocation location = default) : base(location)
    {
        ArgumentNullException.ThrowIfNull(text);
        (Text, Written, Style) = (text, text, ScalarStyle.Text);
    }

    internal ConfigScalar(ConfigLocation location, string text, ScalarStyle style = ScalarStyle.Plain, string? written = null)
        : base(location)
    {
        Text = text;
        Style = style;
        Written = written ?? text;
    }

    /// <summary>Creates a scalar like one without quotes in a file: an option without a type reads <c>42</c> as a number.</summary>
    /// <param name="text">The text, such as that of a number whose digits must not change.</param>
    /// <param name="location">The location. Default: none.</param>
    public static ConfigScalar Plain(string text, ConfigLocation location = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ConfigScalar(location, text);
    }

    /// <summary>Creates text that no message shows, such as a password from a store of secrets.</summary>
    /// <param name="text">The text.</param>
    /// <param name="shown">The text that messages show instead, such as the name of the secret.</param>
    /// <param name="location">The location. Default: none.</param>
    public static ConfigScalar Secret(string text, string shown, ConfigLocation location = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(shown);
        return new ConfigScalar(location, text, ScalarStyle.Text, ReferenceEquals(shown, text) ? new string(shown.AsSpan()) : shown)
        {
            IsSecret = true,
        };
    }

    /// <summary>Creates a scalar without quotes that no message shows, such as a number.</summary>
    internal static ConfigScalar PlainSecret(string text, string shown, ConfigLocation location)
        => new(location, text, ScalarStyle.Plain, shown) { IsSecret = true };

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Gets whether the scalar is always text: it has quotes in its source, or a variable was replaced. Otherwise, an option
    /// without a type reads <c>42</c> as a number.</summary>
    public bool IsQuoted => Style == ScalarStyle.Text;

    /// <summary>
    /// Gets the text before variables were replaced. Messages show this text, because variables often contain secrets.
    /// </summary>
    public string Written { get; }

    internal ScalarStyle Style { get; }

    /// <summary>Gets whether a variable was replaced.</summary>
    internal bool HasVariable => !ReferenceEquals(Text, Written);

    /// <summary>Gets whether the text came from a store of secrets.</summary>
    internal bool IsSecret { get; private init; }

    /// <summary>Gets whether the text is a single variable, so that it says nothing about the value.</summary>
    internal bool IsVariable
        => IsSecret
            || (HasVariable
                && Written.StartsWith("${env:", StringComparison.Ordinal)
                && Written.IndexOf('}', StringComparison.Ordinal) == Written.Length - 1);

    /// <summary>Gets whether this is how <c>IConfiguration</c> represents an empty list or mapping.</summary>
    internal bool IsEmptySetting => Style == ScalarStyle.Setting && Text.Length == 0;
}
