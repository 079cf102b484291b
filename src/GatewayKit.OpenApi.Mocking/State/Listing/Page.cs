using GatewayKit.OpenApi.Mocking.State.Storing;

namespace GatewayKit.OpenApi.Mocking.State.Listing;

/// <summary>A page of a list.</summary>
/// <param name="Items">The items on it.</param>
/// <param name="Total">The number of items on all pages.</param>
/// <param name="Offset">The number of items before the page.</param>
/// <param name="Size">The maximum number of items per page; <c>null</c> if the list isn't paged.</param>
internal sealed record Page(IReadOnlyList<StoredItem> Items, int Total, int Offset, int? Size)
{
    public bool HasNext => Offset + Items.Count < Total && Size != 0;

    public bool HasPrevious => Offset > 0;

    public int Pages => Size is null or 0 ? 1 : Math.Max(1, (Total + Size.Value - 1) / Size.Value);
}
