namespace GatewayKit.Tests.Shared;

/// <summary>A command for a <see cref="ResidentProcess"/>.</summary>
/// <param name="Directory">The working directory.</param>
/// <param name="Environment">The variables that this command has in addition to those of the tests.</param>
/// <param name="Arguments">The arguments of the program.</param>
internal sealed record ResidentRequest(string Directory, Dictionary<string, string> Environment, string[] Arguments);
