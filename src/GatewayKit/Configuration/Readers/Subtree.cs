using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Readers;

/// <summary>A node with the number of its nodes and of the levels below it.</summary>
internal sealed record Subtree(ConfigNode Node, int Nodes, int Height);
