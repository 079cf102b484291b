using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.OpenApi.Fixtures;

/// <summary>The result of reading a fixtures file.</summary>
/// <param name="Fixtures">The fixtures, those of one operation in file order; <c>null</c> if there are errors.</param>
/// <param name="Errors">The first 100 errors with their locations.</param>
public sealed record FixtureResult(IReadOnlyList<Fixture>? Fixtures, IReadOnlyList<OpenApiError> Errors)
{
    /// <summary>Whether there are no errors.</summary>
    [MemberNotNullWhen(true, nameof(Fixtures))]
    public bool Succeeded => Fixtures is not null;
}
