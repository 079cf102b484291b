using System.Collections.Immutable;

namespace GatewayKit.Store.Revisions;

/// <summary>Checks the form of changes before they are applied to a content.</summary>
internal static class ChangeRules
{
    private const int MaximumAuthor = 200;
    private const int MaximumMessage = 2000;
    private const int MaximumLabels = 32;
    private const int MaximumSecrets = 1000;
    private const int MaximumLabelName = 63;
    private const int MaximumLabelValue = 200;

    /// <exception cref="ArgumentException">A part is too long, or an entry occurs twice.</exception>
    public static void Check(StoreChangeSet changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(changes.Changes);
        CheckText(changes.Author, 1, MaximumAuthor, "author");
        CheckText(changes.Message, 0, MaximumMessage, "message");
        if (changes.Changes.Count > StoreChangeSet.MaximumChanges)
            throw new ArgumentException($"A revision can have up to {StoreChangeSet.MaximumChanges} changes.");

        var keys = new HashSet<EntryKey>();
        foreach (var change in changes.Changes)
        {
            if (!keys.Add(change.Key))
                throw new ArgumentException($"The changes contain '{change.Key}' twice.");
            if (change is { Content: not null, Patch: not null })
                throw new ArgumentException($"The change of '{change.Key}' has a content and a patch.");
            CheckLabels(change.Labels, $"'{change.Key}'");
            if (change.Secrets is { Count: > MaximumSecrets } || change.Secrets?.Any(pointer => pointer is null) == true)
                throw new ArgumentException($"The change of '{change.Key}' can have up to {MaximumSecrets} places of secrets.");
        }

        CheckLabels(changes.Scope, "the scope");
    }

    /// <summary>Compares the versions of entries with those that the changes expect.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="content">The current content.</param>
    /// <param name="deleted">The revisions that have deleted entries since <see cref="StoreChangeSet.BasedOn"/>, by normalized key.</param>
    /// <exception cref="StoreConflictException">An entry has another version.</exception>
    public static void CheckVersions(StoreChangeSet changes, StoreContent content, IReadOnlyDictionary<string, long> deleted)
    {
        if (changes.BasedOn > content.Revision)
        {
            throw new StoreConflictException(
                null, changes.BasedOn, content.Revision,
                $"The changes are based on revision {changes.BasedOn}, but the latest is {content.Revision}.");
        }

        foreach (var change in changes.Changes)
        {
            var actual = content.Find(change.Key)?.Version ?? 0;
            if (change.ExpectedVersion is { } expected ? actual != expected : actual > changes.BasedOn)
            {
                throw new StoreConflictException(
                    change.Key, change.ExpectedVersion ?? changes.BasedOn, actual,
                    actual == 0 ? $"'{change.Key}' doesn't exist."
                        : change.ExpectedVersion == 0 ? $"'{change.Key}' already exists."
                        : $"Revision {actual} has changed '{change.Key}' meanwhile.");
            }

            if (actual == 0 && DependsOnBase(change) && deleted.TryGetValue(change.Key.Normalized, out var deletion))
            {
                throw new StoreConflictException(
                    change.Key, changes.BasedOn, deletion, $"Revision {deletion} has deleted '{change.Key}' meanwhile.");
            }
        }
    }

    /// <summary>Returns whether a deletion that the changes aren't based on can be a conflict.</summary>
    public static bool NeedDeletions(StoreChangeSet changes, StoreContent content)
        => changes.BasedOn < content.Revision
            && changes.Changes.Any(change => DependsOnBase(change) && content.Find(change.Key) is null);

    /// <summary>Returns the conflict of changes whose base isn't part of the history any more.</summary>
    public static StoreConflictException IsTooOld(StoreChangeSet changes, StoreContent content) => new(
        null, changes.BasedOn, content.Revision, $"The changes are based on revision {changes.BasedOn}, and the history doesn't have all "
            + $"revisions since then, so later deletions aren't known. Read the store again; the latest revision is {content.Revision}.");

    private static bool DependsOnBase(StoreChange change)
        => change.ExpectedVersion is null && (change.Content is not null || change.Patch is not null);

    /// <summary>Returns the content with the changes, without those that have no effect, as version <c>long.MaxValue</c>.</summary>
    public static (StoreContent Next, ImmutableArray<StoreChange> Effective) Merge(StoreChangeSet changes, StoreContent content)
    {
        var entries = content.Entries.ToBuilder();
        var effective = ImmutableArray.CreateBuilder<StoreChange>();
        var last = content.Entries.Values.Where(e => e.Key.Kind == EntryKinds.Plugins).Select(e => e.Position).DefaultIfEmpty(-1).Max();
        foreach (var change in changes.Changes)
        {
            var before = content.Find(change.Key);
            if (change.Content is null)
            {
                if (before is null)
                    continue;
                entries.Remove(change.Key);
                effective.Add(change);
                continue;
            }

            var after = new StoreEntry
            {
                Key = change.Key,
                Content = change.Content,
                Labels = change.Labels?.ToImmutableSortedDictionary(StringComparer.Ordinal) ?? before?.Labels
                    ?? ImmutableSortedDictionary<string, string>.Empty,
                Secrets = change.Secrets?.ToImmutableArray() ?? [],
                Position = change.Key.Kind != EntryKinds.Plugins ? 0 : change.Position ?? before?.Position ?? ++last,
                Version = long.MaxValue,
            };
            if (before is not null && ContentDifference.AreSame(before, after))
                continue;
            entries.Remove(change.Key);
            entries.Add(change.Key, after);
            effective.Add(change);
        }

        return (new StoreContent(content.Revision, entries.ToImmutable()), effective.ToImmutable());
    }

    private static void CheckLabels(IReadOnlyDictionary<string, string>? labels, string owner)
    {
        if (labels is null)
            return;
        if (labels.Count > MaximumLabels)
            throw new ArgumentException($"There are {labels.Count} labels of {owner}; up to {MaximumLabels} are allowed.");
        foreach (var (name, value) in labels)
        {
            if (!IsText(name, 1, MaximumLabelName) || !IsText(value, 0, MaximumLabelValue))
            {
                throw new ArgumentException($"A label of {owner} is invalid: a name has 1 to {MaximumLabelName} characters, a value "
                    + $"up to {MaximumLabelValue}, without control characters.");
            }
        }
    }

    private static void CheckText(string text, int minimum, int maximum, string what)
    {
        if (!IsText(text, minimum, maximum))
            throw new ArgumentException($"The {what} must have {minimum} to {maximum} characters, without control characters.");
    }

    private static bool IsText(string? text, int minimum, int maximum)
        => text is not null && text.Length >= minimum && text.Length <= maximum
            && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));
}
