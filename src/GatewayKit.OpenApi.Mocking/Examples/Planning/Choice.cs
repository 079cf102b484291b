namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>A requirement that can be satisfied in several ways, before one is chosen.</summary>
/// <param name="Key">The keyword of the requirement, or the schema that must be violated.</param>
/// <param name="Part">The index of the requirement if the keyword has several.</param>
/// <param name="Branches">The ways, in order of preference.</param>
/// <param name="Usual">The number of usual ways at the start of the list; the others are tried if those fail.</param>
internal sealed record Choice(object Key, int Part, Branch[] Branches, int Usual);
