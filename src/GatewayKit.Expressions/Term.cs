namespace GatewayKit.Expressions;

/// <summary>A part of a compiled expression. Its type is known when the expression is compiled.</summary>
/// <param name="Kind">The type, as an error names it.</param>
internal abstract record Term(string Kind);
