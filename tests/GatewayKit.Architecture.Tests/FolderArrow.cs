namespace GatewayKit.Architecture;

/// <summary>One folder uses another.</summary>
/// <param name="From">The folder; null if it isn't one of the project's.</param>
/// <param name="To">The folder that it uses, or a namespace of YARP's; null if it is neither.</param>
/// <param name="Reason">The two types.</param>
internal sealed record FolderArrow(string? From, string? To, string Reason);
