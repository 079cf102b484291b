using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Json;
using GatewayKit.Kubernetes.TestServer.Kinds;
using GatewayKit.Kubernetes.TestServer.Storage;
using GatewayKit.Kubernetes.TestServer.Writing;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.TestServer;

/// <content>Reads and writes objects without a request.</content>
public sealed partial class TestApiServer
{
    private static readonly ConcurrentDictionary<(string, DateTime), IReadOnlyList<JsonObject>> s_definitions = new();

    /// <summary>
    /// Creates or replaces objects, with their status if they have one. Missing namespaces are created. New objects keep their own
    /// <c>uid</c> and <c>creationTimestamp</c> if they have them.
    /// </summary>
    /// <param name="yaml">YAML documents.</param>
    public void Apply(string yaml)
    {
        foreach (var document in YamlText.Read(yaml))
            ApplyObject(document);
    }

    /// <summary>Creates or replaces objects, as <see cref="Apply(string)"/>.</summary>
    /// <param name="resources">Models of KubernetesClient, JSON objects or other types that KubernetesClient serializes.</param>
    public void Apply(params IEnumerable<object> resources)
    {
        foreach (var resource in resources)
            ApplyObject(resource as JsonObject ?? ToJson(resource));
    }

    /// <summary>Returns an object.</summary>
    /// <param name="kind">The kind, plural or short name: <c>HTTPRoute</c>, <c>httproutes</c>, <c>svc</c>.</param>
    /// <param name="namespace">The namespace; <c>null</c> for objects of the cluster.</param>
    /// <param name="name">The name.</param>
    /// <returns>The object; <c>null</c> if it doesn't exist.</returns>
    public JsonObject? Get(string kind, string? @namespace, string name)
        => _cluster.Kinds[kind] is var found ? _cluster.Find(found, @namespace, name)?.ToJson(found) : null;

    /// <summary>Returns an object as a type of KubernetesClient.</summary>
    public T? Get<T>(string? @namespace, string name)
        where T : class, IKubernetesObject
    {
        var entity = typeof(T).GetCustomAttribute<KubernetesEntityAttribute>()
            ?? throw new ArgumentException($"The type '{typeof(T)}' isn't marked with its kind.");
        return Get(entity.PluralName, @namespace, name) is { } value ? KubernetesJson.Deserialize<T>(value.ToJsonString()) : null;
    }

    /// <summary>Returns the objects of a kind in the order of namespaces and names.</summary>
    public IReadOnlyList<JsonObject> List(string kind, string? @namespace = null)
    {
        var found = _cluster.Kinds[kind];
        return [.. _cluster.CollectionOf(found).Objects
            .Where(stored => @namespace is null || stored.Namespace == @namespace)
            .Select(stored => stored.ToJson(found))];
    }

    /// <summary>Deletes an object, or marks it as deleted if it has finalizers.</summary>
    /// <returns>Whether it existed.</returns>
    public bool Delete(string kind, string? @namespace, string name)
    {
        var found = _cluster.Kinds[kind];
        if (_cluster.Find(found, @namespace, name) is null)
            return false;

        _deletion.Delete(found, @namespace, name, new DeleteOptions());
        return true;
    }

    /// <summary>Changes an object or its status.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="namespace">The namespace; <c>null</c> for objects of the cluster.</param>
    /// <param name="name">The name.</param>
    /// <param name="change">Changes the JSON.</param>
    public void Change(string kind, string? @namespace, string name, Action<JsonObject> change)
    {
        var found = _cluster.Kinds[kind];
        lock (_cluster.Store.Gate)
        {
            var value = _cluster.Get(found, @namespace, name).ToJson(found);
            change(value);
            value.Object("metadata")!.Remove("resourceVersion");
            ApplyObject(value);
        }
    }

    /// <summary>Changes an annotation of an object many times, so that each watch gets as many events.</summary>
    public void Flood(string kind, string? @namespace, string name, int count)
    {
        for (var number = 0; number < count; number++)
            Change(kind, @namespace, name, value => value.Ensure("metadata").Ensure("annotations")["flood"] = $"{Version}");
    }

    /// <summary>Waits until an object meets a condition.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="namespace">The namespace; <c>null</c> for objects of the cluster.</param>
    /// <param name="name">The name.</param>
    /// <param name="condition">The condition; it gets <c>null</c> while the object doesn't exist.</param>
    /// <param name="timeout">The maximum time; 30 seconds by default.</param>
    /// <returns>The object.</returns>
    /// <exception cref="TimeoutException">The condition isn't met; the message has the object.</exception>
    public async Task<JsonObject?> WaitAsync(
        string kind, string? @namespace, string name, Func<JsonObject?, bool> condition, TimeSpan? timeout = null)
    {
        var found = _cluster.Kinds[kind];
        using var subscription = _cluster.CollectionOf(found).SubscribeNow(sendsObjects: false, sendsEnd: false);
        using var limit = new CancellationTokenSource(timeout ?? TimeSpan.FromSeconds(30));
        while (true)
        {
            var value = Get(kind, @namespace, name);
            if (condition(value))
                return value;

            try
            {
                while ((await subscription.Events.ReadAsync(limit.Token)).Current is not { } changed || changed.Name != name)
                {
                }
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{kind} '{name}' didn't meet the condition: {JsonText.Show(Get(kind, @namespace, name))}");
            }
        }
    }

    private static JsonObject ToJson(object resource)
    {
        var value = (JsonObject)JsonText.Parse(Encoding.UTF8.GetBytes(KubernetesJson.Serialize(resource)))!;
        if (resource.GetType().GetCustomAttribute<KubernetesEntityAttribute>() is { } entity)
        {
            value.Default("apiVersion", () => entity.Group.Length == 0 ? entity.ApiVersion : $"{entity.Group}/{entity.ApiVersion}");
            value.Default("kind", () => entity.Kind);
        }

        return value;
    }

    private void ApplyDefinitions(string file)
    {
        var key = (Path.GetFullPath(file), File.GetLastWriteTimeUtc(file));
        foreach (var definition in s_definitions.GetOrAdd(key, static key => YamlText.Read(File.ReadAllText(key.Item1))))
            ApplyObject(definition.Clone());
    }

    private void ApplyObject(JsonObject value)
    {
        var apiVersion = value.Text("apiVersion") ?? "";
        var (group, version) = apiVersion.Split('/') is [var g, var v] ? (g, v) : ("", apiVersion);
        var kind = _cluster.Kinds.FindByName(group, version, value.Text("kind") ?? "")
            ?? throw new ArgumentException($"No kind '{value.Text("kind")}' in '{apiVersion}'. Is its CRD missing?");
        var metadata = value.Object("metadata")!;
        var scope = kind.IsNamespaced ? metadata.Text("namespace") ?? "default" : null;
        var (name, status) = (metadata.Text("name") ?? "", value["status"].Clone());
        var writer = new WriteContext("test") { IsTrusted = true };
        lock (_cluster.Store.Gate)
        {
            if (scope is not null)
                EnsureNamespace(scope);
            var stored = _cluster.Find(kind, scope, name) is { } existing
                ? Replace(kind, existing, value, writer)
                : _creation.Create(kind, scope, value, writer);
            if (status is null || !kind.HasStatus)
                return;

            stored = _cluster.Get(kind, scope, stored.Name);
            var old = stored.ToJson(kind);
            var next = old.Clone();
            next["status"] = status;
            _update.Save(kind, stored, old, next, writer with { IsStatus = true });
        }
    }

    private StoredObject Replace(Kind kind, StoredObject existing, JsonObject value, WriteContext writer)
    {
        value.Object("metadata")!.Remove("resourceVersion");
        value.Object("metadata")!.Remove("uid");
        Decoding.Decode(kind, value, writer);
        return _update.Save(kind, existing, existing.ToJson(kind), value, writer);
    }

    private void EnsureNamespace(string name)
    {
        if (_cluster.Find(BuiltInKinds.Namespace, null, name) is null)
            ApplyObject(new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Namespace",
                ["metadata"] = new JsonObject { ["name"] = name },
            });
    }
}
