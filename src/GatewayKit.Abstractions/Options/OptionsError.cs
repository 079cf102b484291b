namespace GatewayKit;

/// <summary>An error in the options of a plugin.</summary>
/// <param name="Option">The option as it is written in the configuration, such as <c>limits[1].window</c>;
/// empty for the whole record.</param>
/// <param name="Message">The error and the allowed values, without the option's name: <c>is missing; set 'limit' or 'limits'</c>.</param>
public sealed record OptionsError(string Option, string Message)
{
    /// <summary>Gets a value that indicates whether this is a warning: the configuration is still accepted.</summary>
    public bool IsWarning { get; init; }
}
