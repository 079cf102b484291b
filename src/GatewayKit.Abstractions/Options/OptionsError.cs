namespace GatewayKit;

/// <summary>A broken rule between options.</summary>
/// <param name="Option">The option to blame, as it is written in the configuration, such as <c>limits[1].window</c>; empty for all.</param>
/// <param name="Message">The error and what is allowed, after the option's name: <c>is missing; give 'limit' or 'limits'</c>.</param>
public sealed record OptionsError(string Option, string Message)
{
    /// <summary>Whether the options work all the same: the configuration is accepted and the message is reported as a warning.</summary>
    public bool IsWarning { get; init; }
}
