namespace GatewayKit.Proxy.Matching.Expressions;

/// <summary>A step of a compiled expression.</summary>
/// <param name="Set">The next character must be one of these; null for other steps.</param>
/// <param name="Anchor">The condition of the position; null for other steps.</param>
/// <param name="Next">The step that follows; -1 if the expression ends here.</param>
/// <param name="Other">Another step that can follow; -1 if there is only one.</param>
internal readonly record struct Instruction(CharSet? Set, Anchor? Anchor, int Next, int Other);
