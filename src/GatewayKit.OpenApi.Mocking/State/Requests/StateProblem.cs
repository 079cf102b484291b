namespace GatewayKit.OpenApi.Mocking.State;

/// <summary>The reason why a stateful mock rejects a request.</summary>
/// <param name="Title">A short title for the kind of problem.</param>
/// <param name="Detail">The error in this request.</param>
/// <param name="Violations">The rules that the item would violate; may be empty.</param>
public sealed record StateProblem(string Title, string Detail, IReadOnlyList<Violation> Violations);
