namespace GatewayKit.OpenApi.Mocking.State.Listing;

/// <summary>What a parameter, or a member beside a list, says about pages.</summary>
internal enum PageRole
{
    None,

    /// <summary>How many items a page has at most.</summary>
    Limit,

    /// <summary>How many items are before the page.</summary>
    Offset,

    /// <summary>The number of the page.</summary>
    Page,

    /// <summary>What the page comes after.</summary>
    Cursor,

    /// <summary>How many items there are on all pages.</summary>
    Total,

    /// <summary>How many items the page has.</summary>
    Count,

    /// <summary>How many pages there are.</summary>
    Pages,

    /// <summary>Whether there is another page.</summary>
    HasNext,

    /// <summary>Whether there is a page before.</summary>
    HasPrevious,

    /// <summary>Where the next page is.</summary>
    Next,

    /// <summary>Where the page before is.</summary>
    Previous,

    /// <summary>Where this page is.</summary>
    Self,
}
