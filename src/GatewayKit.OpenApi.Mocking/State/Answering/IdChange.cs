using GatewayKit.JsonSchema.Documents;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>The violation of a request that would change an item's id.</summary>
internal static class IdChange
{
    public const string Detail = "The id of an item can't be changed.";

    public static Violation Violation(string id, RequestItem requestItem)
        => new(ViolationLocation.Body,
            "", requestItem.PointerTo("/" + JsonPointer.Escape(id)), "id", "The id must equal the id in the path.");
}
