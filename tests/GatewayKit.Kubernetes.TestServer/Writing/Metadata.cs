using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Json;
using GatewayKit.Kubernetes.TestServer.Kinds;

namespace GatewayKit.Kubernetes.TestServer.Writing;

/// <summary>Sets the members of <c>metadata</c> that belong to the server.</summary>
internal static class Metadata
{
    private const string SuffixCharacters = "bcdfghjklmnpqrstvwxz2456789";

    private static readonly string[] s_kept =
        ["name", "namespace", "uid", "creationTimestamp", "generation", "deletionTimestamp", "deletionGracePeriodSeconds", "managedFields"];

    private static readonly string[] s_dropped =
        ["deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "managedFields", "generation"];

    public static string Time(DateTimeOffset time)
        => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static void Begin(Kind kind, string? scope, JsonObject value, WriteContext context, TimeProvider time)
    {
        var metadata = value.Object("metadata")!;
        if (!string.IsNullOrEmpty(metadata.Text("resourceVersion")) && !context.IsTrusted)
            throw ApiErrors.Internal("resourceVersion should not be set on objects to be created");

        if (string.IsNullOrEmpty(metadata.Text("name")) && metadata.Text("generateName") is { Length: > 0 } prefix)
            metadata["name"] = prefix + RandomNumberGenerator.GetString(SuffixCharacters, 5);
        Place(kind, scope, metadata);
        if (!context.IsTrusted || metadata["uid"] is null)
            metadata["uid"] = Guid.NewGuid().ToString();
        if (!context.IsTrusted || metadata["creationTimestamp"] is null)
            metadata["creationTimestamp"] = Time(time.GetUtcNow());
        foreach (var name in s_dropped)
            metadata.Remove(name);
        if (kind.HasGeneration)
            metadata["generation"] = 1;
    }

    /// <summary>Keeps the server's members of the stored object.</summary>
    public static void Continue(JsonObject old, JsonObject value)
    {
        var (source, metadata) = (old.Object("metadata")!, value.Object("metadata")!);
        foreach (var name in s_kept)
        {
            metadata.Remove(name);
            if (source[name] is { } member)
                metadata[name] = member.DeepClone();
        }

        metadata["resourceVersion"] = source["resourceVersion"].Clone();
    }

    public static void Validate(Kind kind, JsonObject value, List<FieldError> errors)
    {
        var metadata = value.Object("metadata");
        if (metadata.Text("name") is not { Length: > 0 } name)
            errors.Add(FieldError.Required("metadata.name", "name or generateName is required"));
        else if (Names.Check(kind, name) is { } detail)
            errors.Add(FieldError.Invalid("metadata.name", $"\"{name}\"", detail));
        foreach (var (key, label) in metadata.Object("labels") ?? [])
            if (Names.CheckLabel(key, label.Text() ?? "") is { } problem)
                errors.Add(FieldError.Invalid("metadata.labels", $"\"{label}\"", problem));
    }

    private static void Place(Kind kind, string? scope, JsonObject metadata)
    {
        if (!kind.IsNamespaced)
            metadata.Remove("namespace");
        else if (metadata.Text("namespace") is { Length: > 0 } given && given != scope)
            throw ApiErrors.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        else
            metadata["namespace"] = scope;
    }
}
