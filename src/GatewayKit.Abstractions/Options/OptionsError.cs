namespace GatewayKit;

/// <summary>A broken rule between options.</summary>
/// <param name="Option">The option to blame, as it is written in the configuration, such as <c>limits[1].window</c>; empty for all.</param>
/// <param name="Message">What is wrong and what is allowed, after the option's name: <c>is missing; give 'limit' or 'limits'</c>.</param>
public sealed record OptionsError(string Option, string Message);
