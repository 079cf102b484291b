namespace GatewayKit.OpenApi.Mocking.State.Listing;

/// <summary>The paging role of a parameter, or of a member next to a list.</summary>
internal enum PageRole
{
    None,

    /// <summary>The maximum number of items per page.</summary>
    Limit,

    /// <summary>The number of items before the page.</summary>
    Offset,

    /// <summary>The number of the page.</summary>
    Page,

    /// <summary>The position that the page follows.</summary>
    Cursor,

    /// <summary>The number of items on all pages.</summary>
    Total,

    /// <summary>The number of items on the page.</summary>
    Count,

    /// <summary>The number of pages.</summary>
    Pages,

    /// <summary>Whether there is another page.</summary>
    HasNext,

    /// <summary>Whether there is a previous page.</summary>
    HasPrevious,

    /// <summary>The link to the next page.</summary>
    Next,

    /// <summary>The link to the previous page.</summary>
    Previous,

    /// <summary>The link to this page.</summary>
    Self,
}
