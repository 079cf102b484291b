using System.Text.Json.Nodes;

namespace GatewayKit.OpenApi.Mocking.State.Patching;

/// <summary>Applies a JSON Patch (RFC 6902) to a document. If it fails, the caller keeps the original.</summary>
internal sealed class JsonPatch
{
    public const int MaxOperations = 1_000;

    private readonly int _maxBytes;
    private JsonNode? _root;
    private long _copied;

    private JsonPatch(JsonNode? root, int maxBytes) => (_root, _maxBytes) = (root, maxBytes);

    /// <summary>Applies a patch.</summary>
    /// <param name="target">The document, which is changed in place.</param>
    /// <param name="patch">The patch, whose values may become part of the document.</param>
    /// <param name="maxBytes">The maximum number of bytes of JSON that the operations may copy.</param>
    /// <param name="result">The changed document.</param>
    /// <returns>The reason for a failure; <c>null</c> on success.</returns>
    public static PatchFailure? Apply(JsonNode? target, JsonNode? patch, int maxBytes, out JsonNode? result)
    {
        result = null;
        if (patch is not JsonArray operations)
            return new PatchFailure(PatchFailureKind.Malformed, "", "A JSON Patch must be an array of operations.");
        if (operations.Count > MaxOperations)
            return new PatchFailure(PatchFailureKind.TooLarge, "", $"A patch may have at most {MaxOperations} operations.");

        var run = new JsonPatch(target, maxBytes);
        for (var i = 0; i < operations.Count; i++)
        {
            if (PatchOperation.Read(operations[i], out var error) is not { } operation)
                return new PatchFailure(PatchFailureKind.Malformed, $"/{i}", error);
            if (run.Apply(operation) is { } failure)
                return failure with { Location = $"/{i}" };
        }
        result = run._root;
        return null;
    }

    private PatchFailure? Apply(PatchOperation operation) => operation.Name switch
    {
        "add" => Add(operation.Path, operation.Value?.DeepClone()),
        "remove" => Remove(operation.Path),
        "replace" => Replace(operation.Path, operation.Value?.DeepClone()),
        "move" => Move(operation.From!, operation.Path),
        "copy" => Copy(operation.From!, operation.Path),
        _ => Test(operation.Path, operation.Value),
    };

    private PatchFailure? Add(PatchPath path, JsonNode? value)
    {
        if (path.Depth + JsonTree.Depth(value) > JsonTree.MaxDepth)
            return new PatchFailure(PatchFailureKind.TooLarge, "", $"The item would be nested more than {JsonTree.MaxDepth} levels deep.");
        if (path.IsRoot)
        {
            _root = value;
            return null;
        }
        switch (path.Parent(_root))
        {
            case JsonObject members:
                members[path.Last] = value;
                return null;
            case JsonArray items when path.Last == "-":
                items.Add(value);
                return null;
            case JsonArray items when PatchPath.TryIndex(path.Last, items.Count + 1, out var index):
                items.Insert(index, value);
                return null;
            default:
                return Nowhere("path");
        }
    }

    private PatchFailure? Remove(PatchPath path)
    {
        if (path.IsRoot)
        {
            _root = null;
            return null;
        }
        switch (path.Parent(_root))
        {
            case JsonObject members when members.Remove(path.Last):
                return null;
            case JsonArray items when PatchPath.TryIndex(path.Last, items.Count, out var index):
                items.RemoveAt(index);
                return null;
            default:
                return Nowhere("path");
        }
    }

    private PatchFailure? Replace(PatchPath path, JsonNode? value)
        => path.TryGet(_root, out _) ? (path.IsRoot ? null : Remove(path)) ?? Add(path, value) : Nowhere("path");

    private PatchFailure? Move(PatchPath from, PatchPath path)
    {
        if (from.IsAbove(path))
            return new PatchFailure(PatchFailureKind.Unfit, "", "A value can't be moved into itself.");
        if (!from.TryGet(_root, out var value))
            return Nowhere("from");
        return Remove(from) ?? Add(path, value);
    }

    private PatchFailure? Copy(PatchPath from, PatchPath path)
    {
        if (!from.TryGet(_root, out var value))
            return Nowhere("from");
        _copied += value?.ToJsonString().Length ?? 0;
        return _copied > _maxBytes
            ? new PatchFailure(PatchFailureKind.TooLarge, "", "The patch copies more data than an item may have.")
            : Add(path, value?.DeepClone());
    }

    private PatchFailure? Test(PatchPath path, JsonNode? expected)
    {
        if (!path.TryGet(_root, out var value))
            return new PatchFailure(PatchFailureKind.TestFailed, "", "The 'path' doesn't exist.");
        return JsonNode.DeepEquals(value, expected)
            ? null
            : new PatchFailure(PatchFailureKind.TestFailed, "", "The value differs from the expected value.");
    }

    private static PatchFailure Nowhere(string member) => new(PatchFailureKind.Unfit, "", $"The '{member}' doesn't exist.");
}
