using System.Collections.Frozen;

namespace GatewayKit.OpenApi.Mocking.State.Listing;

/// <summary>Common names of paging parameters and members, in lower case and without punctuation.</summary>
internal static class PageTerms
{
    private static readonly FrozenDictionary<string, PageRole> s_ofParameters = Read(
        (PageRole.Limit, "limit perpage pagesize pagelimit size top maxresults maxitems take count first"),
        (PageRole.Offset, "offset skip start startindex pageoffset from"),
        (PageRole.Page, "page pagenumber pageno pageindex pagenum currentpage"),
        (PageRole.Cursor, "cursor after startingafter pagetoken nexttoken pagecursor pageafter marker continuationtoken "
            + "continuation startafter"));

    private static readonly FrozenDictionary<string, PageRole> s_ofMembers = Read(
        (PageRole.Limit, "limit perpage pagesize size itemsperpage maxresults"),
        (PageRole.Offset, "offset skip start startindex"),
        (PageRole.Page, "page pagenumber pageno pageindex currentpage number"),
        (PageRole.Total, "total totalcount totalitems totalelements totalresults totalrecords totalsize totalhits numfound recordstotal"),
        (PageRole.Count, "count itemcount numberofelements resultcount"),
        (PageRole.Pages, "pages totalpages pagecount pagestotal lastpage numpages"),
        (PageRole.HasNext, "hasmore hasnext hasnextpage more"),
        (PageRole.HasPrevious, "hasprevious hasprev hasprevpage haspreviouspage"),
        (PageRole.Next, "next nextpage nextlink nexturl nextpageurl nextpagelink nextcursor nextpagetoken nexttoken endcursor "
            + "odatanextlink cursor"),
        (PageRole.Previous, "previous prev previouspage prevpage prevlink previouslink prevurl previousurl"),
        (PageRole.Self, "self selflink"));

    /// <summary>Names that only refer to paging if items don't have a property with that name.</summary>
    private static readonly FrozenSet<string> s_doubtful = FrozenSet.Create(
        StringComparer.Ordinal, "size", "top", "count", "first", "take", "start", "from", "after", "marker", "number", "total");

    public static PageRole Parameter(string plain) => s_ofParameters.GetValueOrDefault(plain);

    public static PageRole Member(string plain) => s_ofMembers.GetValueOrDefault(plain);

    public static bool IsDoubtful(string plain) => s_doubtful.Contains(plain);

    private static FrozenDictionary<string, PageRole> Read(params (PageRole Role, string Names)[] words)
        => words
            .SelectMany(word => word.Names.Split(' ').Select(name => KeyValuePair.Create(name, word.Role)))
            .ToFrozenDictionary(StringComparer.Ordinal);
}
