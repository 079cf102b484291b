using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Readers;

/// <summary>A node with the number of its nodes and of the levels below it.</summary>
internal sealed record Subtree(ConfigNode Node, int Nodes, int Height)
{
    /// <summary>Gets whether an error was found in it, so that whatever repeats it is incomplete, too.</summary>
    public bool HasErrors { get; init; }
}
