using GatewayKit.OpenApi.Schemas.Compilation;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>What is said where a request would give an item another id.</summary>
internal static class IdChange
{
    public const string Detail = "The id of an item can't be changed.";

    public static Violation Violation(string id, RequestItem requestItem)
        => new(ViolationPlace.Body, "", requestItem.Place("/" + JsonPointer.Escape(id)), "id", "The id must be that of the path.");
}
