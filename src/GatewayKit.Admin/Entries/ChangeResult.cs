using GatewayKit.Admin.Http;
using GatewayKit.Store;
using GatewayKit.Store.Revisions;

namespace GatewayKit.Admin.Entries;

/// <summary>The result of a change.</summary>
/// <param name="Revision">The number of the current revision: the new one, or the one before if nothing was written.</param>
/// <param name="Written">Whether a revision was written: not for a dry run, or for a change without effect.</param>
/// <param name="Changes">The changed entries.</param>
/// <param name="Warnings">The warnings about the whole configuration with the changes.</param>
/// <param name="Differences">The changed values. Secrets are <c>"***"</c>.</param>
internal sealed record ChangeResult(
    long Revision, bool Written, IReadOnlyList<EntryChange> Changes, IReadOnlyList<AdminError> Warnings,
    IReadOnlyList<DifferenceDocument> Differences)
{
    private const string Invalid = "The configuration with the change isn't valid, so nothing was written.";

    private const string KeptAreInvalid = " Consumers of the developer portal stay as they are, and need an entry that the rollback "
        + "removes, such as a group. Keep this entry, or include the portal.";

    /// <summary>The consumers of the developer portal that a rollback leaves as they are; absent for other changes.</summary>
    public IReadOnlyList<string>? Kept { get; init; }

    /// <summary>Describes the result of the store.</summary>
    /// <returns>The result; or 422 with every error and its place.</returns>
    public static AdminResult<ChangeResult> Of(StoreResult result, Func<ChangeResult, AdminResult<ChangeResult>>? answer = null)
    {
        if (FindProblem(result) is { } problem)
            return problem;

        var described = Describe(result);
        return answer?.Invoke(described) ?? described;
    }

    /// <summary>Returns 422 with every error and its place; null if there is none.</summary>
    public static AdminProblem? FindProblem(StoreResult result) => result.Errors.IsEmpty
        ? null
        : new AdminProblem(422, Invalid + (InvalidKept(result).Count > 0 ? KeptAreInvalid : ""))
        {
            Errors = [.. result.Errors.Select(AdminError.Of)],
            Kept = InvalidKept(result),
        };

    private static List<string> InvalidKept(StoreResult result)
        => [.. result.Kept.Where(key => result.Errors.Any(error => error.Location == EntryText.LocationOf(key)))
            .Select(key => key.ToString())];

    public static ChangeResult Describe(StoreResult result) => new(
        result.Revision, result.IsWritten, [.. result.Differences.Select(difference => new EntryChange(difference.Key, difference.Type))],
        [.. result.Warnings.Select(AdminError.Of)], [.. result.Differences.Select(DifferenceDocument.Of)])
    {
        Kept = result.Kept.IsEmpty ? null : [.. result.Kept.Select(key => key.ToString())],
    };
}
