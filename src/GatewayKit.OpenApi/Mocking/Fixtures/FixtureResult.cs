using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.OpenApi.Mocking.Fixtures;

/// <summary>What came of reading a file of fixtures.</summary>
/// <param name="Fixtures">The fixtures, those of one operation in the order of the file; null if it can't be read.</param>
/// <param name="Errors">Every mistake, with its place; the first 100 are told.</param>
public sealed record FixtureResult(IReadOnlyList<Fixture>? Fixtures, IReadOnlyList<OpenApiError> Errors)
{
    /// <summary>Whether there is no mistake.</summary>
    [MemberNotNullWhen(true, nameof(Fixtures))]
    public bool Succeeded => Fixtures is not null;
}
