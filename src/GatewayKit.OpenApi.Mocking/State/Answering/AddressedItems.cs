using GatewayKit.OpenApi.Mocking.State.Storing;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>The items that a request's path addresses.</summary>
/// <param name="Key">The bucket.</param>
/// <param name="Items">The contents of the bucket; only changed through the sandbox.</param>
/// <param name="Keys">The ids in the path above the collection.</param>
internal sealed record AddressedItems(BucketKey Key, Bucket Items, IReadOnlyList<string> Keys);
