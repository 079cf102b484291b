namespace GatewayKit.Hosting.Admin;

/// <summary>The result of a command at one entry of a plugin.</summary>
/// <param name="Entry">The entry's <see cref="PluginPlacement.Key"/>.</param>
/// <param name="Result">The result.</param>
/// <param name="HasFailed">Whether the plugin threw, or took too long.</param>
internal sealed record CommandOutcome(string Entry, CommandResult Result, bool HasFailed);
