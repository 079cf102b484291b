namespace GatewayKit.OpenApi.Mocking.State;

/// <summary>Why a stateful mock refuses a request.</summary>
/// <param name="Title">The kind of problem, in a few words.</param>
/// <param name="Detail">What is wrong with this request.</param>
/// <param name="Violations">The rules that the item would violate; may be empty.</param>
public sealed record StateProblem(string Title, string Detail, IReadOnlyList<Violation> Violations);
