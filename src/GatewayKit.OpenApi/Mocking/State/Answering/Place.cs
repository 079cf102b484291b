using GatewayKit.OpenApi.Mocking.State.Storing;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>The items that a request's path is about.</summary>
/// <param name="Key">The bucket.</param>
/// <param name="Items">What is in it; changed through the sandbox only.</param>
/// <param name="Keys">The ids in the path above the collection.</param>
internal sealed record Place(BucketKey Key, Bucket Items, IReadOnlyList<string> Keys);
