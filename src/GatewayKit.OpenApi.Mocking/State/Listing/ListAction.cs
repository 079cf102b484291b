using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Mocking.State.Answering;
using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Patching;
using GatewayKit.OpenApi.Mocking.State.Storing;

namespace GatewayKit.OpenApi.Mocking.State.Listing;

/// <summary>Returns the items of a collection: filtered, sorted and paged.</summary>
internal sealed class ListAction : IStateAction
{
    private readonly OpenApiOperation _operation;
    private readonly Collection _collection;
    private readonly ResponseChoice _choice;
    private readonly ListShape _shape;
    private readonly int _view;
    private readonly RequestKeys _keys;
    private readonly Paging _paging;
    private readonly Sorting _sorting;
    private readonly IReadOnlyList<Filter> _filters;
    private readonly Envelope _envelope;
    private readonly CompiledSchema? _schema;
    private readonly IReadOnlyList<OpenApiParameter> _totals;
    private readonly bool _linked;

    public ListAction(OpenApiOperation operation,
        Collection collection, ResponseChoice choice, ListShape shape, int view, Samples samples, int pageSize)
    {
        (_operation, _collection, _choice, _shape, _view) = (operation, collection, choice, shape, view);
        _keys = new RequestKeys(operation);
        var query = operation.Parameters.Where(parameter => parameter.In == ParameterLocation.Query).ToList();
        _paging = new Paging(query, collection.Kind.Shape, shape.MaxItems, pageSize);
        var others = query.Where(parameter => !_paging.Uses(parameter)).ToList();
        _sorting = new Sorting(others, collection.Kind.Shape);
        _filters = [.. others.Select(parameter => Filter.Of(parameter, collection.Kind.Shape)).OfType<Filter>()];
        _envelope = new Envelope(samples, _paging, operation.Key);
        _schema = shape.Schema.Compile(SchemaDirection.Response).Schema;
        _totals = [.. choice.Response.Headers.Where(
            header => PlainName.Of(header.Name) is "xtotalcount" or "xtotal" or "totalcount" or "xtotalitems")];
        _linked = choice.Response.Headers.Any(header => header.Name.Equals("Link", StringComparison.OrdinalIgnoreCase));
    }

    public StateAnswer? Run(Sandbox sandbox, StateRequest request)
    {
        if (_keys.Read(request) is not { } keys)
            return null;
        if (_collection.Open(sandbox, keys) is not { } place)
            return Rejection.NotFound(_operation, "The parent item doesn't exist.");

        var kept = place.Items.Items.Where(item => _filters.All(filter => filter.Keeps(item.Value, request)));
        var page = _paging.Cut(_sorting.Sort(kept, request), request);
        var links = new PageLinks(request, _paging, page);
        var body = Body(page, links);
        if (_schema?.IsValid(body) != true)
            return null;
        return new StateAnswer
        {
            Status = _choice.Status,
            Response = _choice.Response,
            Body = body,
            Content = MediaTypes.Allowing(_choice.Response.Content, body),
            Headers = Headers(page, links),
        };
    }

    private JsonElement Body(Page page, PageLinks links)
    {
        var list = new JsonArray([.. page.Items.Select(item => JsonTree.TryRead(item.Views[_view], out var node) ? node : null)]);
        return JsonTree.ToElement(_shape.Member is null ? list : _envelope.Write(_shape, list, page, links));
    }

    private List<KeyValuePair<string, string>> Headers(Page page, PageLinks links)
    {
        List<KeyValuePair<string, string>> headers =
            [.. _totals.Select(header => KeyValuePair.Create(header.Name, page.Total.ToString(CultureInfo.InvariantCulture)))];
        if (!_linked)
            return headers;
        List<string> relations = [];
        if (links.Next is { } next)
            relations.Add($"<{next}>; rel=\"next\"");
        if (links.Previous is { } previous)
            relations.Add($"<{previous}>; rel=\"prev\"");
        if (relations.Count > 0)
            headers.Add(new("Link", string.Join(", ", relations)));
        return headers;
    }
}
