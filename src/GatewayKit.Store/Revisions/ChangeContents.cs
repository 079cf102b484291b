using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GatewayKit.Configuration;
using GatewayKit.Masking;

namespace GatewayKit.Store.Revisions;

/// <summary>Determines the contents of changes, which patches, masked secrets and limits refer to the current ones for.</summary>
internal static class ChangeContents
{
    private const int MaximumShown = 80;

    /// <summary>Returns the changes with their whole contents and labels. Their JSON must be valid.</summary>
    public static StoreChangeSet Resolve(
        StoreChangeSet changes, StoreContent content, ConfigSecrets secrets, List<ConfigError> errors) => changes with
        {
            Changes = [.. changes.Changes.Select(change => Limit(
                changes.IsOfRevision ? change : Resolve(change, content, secrets, errors), changes.Scope, content, errors))],
        };

    private static StoreChange Resolve(StoreChange change, StoreContent content, ConfigSecrets secrets, List<ConfigError> errors)
    {
        var entry = content.Find(change.Key);
        var before = entry?.Content;
        if (change.Patch is not null)
        {
            if (before is null)
                errors.Add(Error(change.Key, "the entry doesn't exist, so it can't be patched."));
            change = change with
            {
                Content = MergePatch.Apply(before is null ? null : JsonNode.Parse(before), JsonNode.Parse(change.Patch))
                    ?.ToJsonString(EntryText.Writing) ?? "null",
                Patch = null,
            };
        }

        if (change.Content is null)
            return change;

        var restored = secrets.Restore(change.Content, before, change.Secrets, entry?.Secrets);
        foreach (var path in restored.Missing)
        {
            errors.Add(Error(change.Key, $"{(path.Length == 0 ? "the content" : path)} is masked, and the store doesn't have a value at "
                + "this place. Write the value itself."));
        }

        change = change with { Secrets = Marks(change, entry, restored, errors) };

        // An entry without content and an empty one are the same; a file can only contain the empty one.
        return change with { Content = restored.Content.AsSpan().Trim() is "null" ? EmptyOf(change.Key) : restored.Content };
    }

    /// <summary>
    /// Returns the places of secrets. Those of the entry apply if the change states none. A marked value that stays the same stays marked:
    /// otherwise, a writer that can't see it could show it.
    /// </summary>
    private static string[] Marks(StoreChange change, StoreEntry? before, RestoredContent restored, List<ConfigError> errors)
    {
        var known = before?.Secrets ?? [];
        if (change.Secrets is not { Count: > 0 } && known.IsEmpty)
            return [];

        var content = JsonNode.Parse(restored.Content);
        var stored = before is null ? null : JsonNode.Parse(before.Content);
        foreach (var pointer in change.Secrets?.Where(pointer => SecretMarks.Find(content, pointer) is null) ?? [])
            errors.Add(Error(change.Key, $"the content doesn't have a value at '{DisplayText(pointer)}', which 'secrets' names."));
        return
        [
            .. known.Where(pointer => change.Secrets is null
                    || JsonNode.DeepEquals(SecretMarks.Find(content, pointer), SecretMarks.Find(stored, pointer)))
                .Concat(change.Secrets ?? []).Where(pointer => SecretMarks.Find(content, pointer) is not null).Concat(restored.Secrets)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
    }

    private static string DisplayText(string pointer) => pointer.Length <= MaximumShown ? pointer : $"{pointer[..MaximumShown]}...";

    /// <summary>Returns the empty content of an entry: the trusted proxies are a list.</summary>
    private static string EmptyOf(EntryKey key)
        => key is { Kind: EntryKinds.Settings, Id: "trustedProxies" } ? "[]" : "{}";

    private static StoreChange Limit(
        StoreChange change, IReadOnlyDictionary<string, string>? scope, StoreContent content, List<ConfigError> errors)
    {
        if (scope is not { Count: > 0 })
            return change;

        var before = content.Find(change.Key);
        if (before is not null && !Has(before.Labels, scope))
        {
            errors.Add(Error(
                change.Key, $"the entry doesn't have the {Text(scope)}, so a change that is limited to it can't touch it."));
            return change;
        }

        if (change.Content is null)
            return change;
        if (change.Labels is null)
            return before is not null ? change : change with { Labels = scope };
        if (!Has(change.Labels, scope))
            errors.Add(Error(change.Key, $"the labels of the entry must contain the {Text(scope)}, to which the change is limited."));
        return change;
    }

    private static bool Has(IReadOnlyDictionary<string, string> labels, IReadOnlyDictionary<string, string> scope)
        => scope.All(label => labels.TryGetValue(label.Key, out var value) && value == label.Value);

    private static string Text(IReadOnlyDictionary<string, string> scope)
        => $"label{(scope.Count == 1 ? "" : "s")} {string.Join(", ", scope.Select(label => $"{label.Key}={label.Value}"))}";

    private static ConfigError Error(EntryKey key, string message)
        => new($"{key.Kind}.{key.Id}", message, EntryText.LocationOf(key));
}
