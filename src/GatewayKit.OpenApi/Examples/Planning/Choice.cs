namespace GatewayKit.OpenApi.Examples.Planning;

/// <summary>Something that can be satisfied in several ways, none of which was chosen yet.</summary>
/// <param name="Key">The keyword that asks for it, or the schema that must be violated.</param>
/// <param name="Part">Which one of the keyword's, if it asks for several.</param>
/// <param name="Branches">The ways, in the order of their preference.</param>
/// <param name="Usual">How many of the ways, from the first on, are usual; the others are tried when those don't do.</param>
internal sealed record Choice(object Key, int Part, Branch[] Branches, int Usual);
