namespace GatewayKit.OpenApi.Comparing;

/// <summary>Compares two versions of an operation.</summary>
internal static class OperationComparison
{
    public static void Compare(OpenApiOperation before, OpenApiOperation after, ChangePlace at)
    {
        if (!at.Changes.TryStep())
            return;

        if (after.Deprecated != before.Deprecated)
            at.Note(after.Deprecated ? "The operation is deprecated." : "The operation isn't deprecated any more.");
        SecurityComparison.Compare(before.Security, after.Security, at);
        ParameterComparison.Compare(before, after, at);
        CompareBodies(before.RequestBody, after.RequestBody, at.In("request body"));
        ResponseComparison.Compare(before.Responses, after.Responses, at);
    }

    private static void CompareBodies(OpenApiRequestBody? before, OpenApiRequestBody? after, ChangePlace at)
    {
        switch (before, after)
        {
            case (null, null):
                return;
            case (null, { Required: var isRequired }):
                at.Add(isRequired, isRequired ? "A body is now required." : "A body is now allowed.");
                return;
            case (_, null):
                at.Break("The body is removed.");
                return;
        }

        if (before.Required != after.Required)
            at.Add(after.Required, after.Required ? "The body is now required." : "The body is now optional.");
        ContentComparison.Compare(before.Content, after.Content, isRequest: true, at);
    }
}
