namespace GatewayKit.Kubernetes.TestServer.Requests;

/// <summary>A request that the server received.</summary>
/// <param name="Verb">The verb of Kubernetes: <c>get</c>, <c>list</c>, <c>watch</c>, <c>create</c>, <c>update</c>, <c>patch</c>,
/// <c>delete</c> or <c>deletecollection</c>.</param>
/// <param name="Resource">The plural of the resource with its subresource, <c>httproutes/status</c>; the path of other requests.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">The name of the object.</param>
/// <param name="UserAgent">The client's User-Agent.</param>
/// <param name="Query">The query with its question mark.</param>
public sealed record RequestRecord(string Verb, string Resource, string? Namespace, string? Name, string UserAgent, string Query);
