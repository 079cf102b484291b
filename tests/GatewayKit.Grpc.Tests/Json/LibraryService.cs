using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace GatewayKit.Grpc.Tests.Json;

/// <summary>The upstream of the tests of <c>grpc-json</c>.</summary>
internal sealed class LibraryService(CallLog log) : Library.LibraryBase
{
    public override async Task<Book> GetBook(GetBookRequest request, ServerCallContext context)
    {
        await context.WriteResponseHeadersAsync(new Metadata { { "x-shelf", "7" } });
        context.ResponseTrailers.Add("x-cost", "3");
        var deadline = context.Deadline == DateTime.MaxValue ? "" : " with a deadline";
        var title = context.RequestHeaders.GetValue("x-tenant") + deadline;
        return new Book { Name = request.Name, Title = title, PageCount = 9_007_199_254_740_993 };
    }

    public override Task<Book> CreateBook(CreateBookRequest request, ServerCallContext context)
        => Task.FromResult(new Book { Name = $"{request.Parent}/books/{request.RequestId}", Title = request.Book?.Title ?? "none" });

    public override Task<Empty> DeleteBook(GetBookRequest request, ServerCallContext context) => Task.FromResult(new Empty());

    public override Task<Answer> ArchiveBook(GetBookRequest request, ServerCallContext context)
        => Task.FromResult(new Answer
        {
            Book = new Book { Name = request.Name, Title = request.IsNew ? "new" : "old" },
            Note = "archived",
        });

    public override Task<Everything> Echo(Everything request, ServerCallContext context) => Task.FromResult(request);

    public override async Task ListBooks(ListRequest request, IServerStreamWriter<Book> responseStream, ServerCallContext context)
    {
        for (var i = 1; i <= request.Count; i++)
        {
            await responseStream.WriteAsync(new Book { Title = $"{i}" }, context.CancellationToken);
            if (request.Waits)
                await log.Next.WaitAsync(context.CancellationToken);
        }

        if (request.FailWith != 0)
            throw new RpcException(new global::Grpc.Core.Status((StatusCode)request.FailWith, "broken"));
    }

    public override async Task<Total> AddBooks(IAsyncStreamReader<Book> requestStream, ServerCallContext context)
    {
        var total = new Total();
        await foreach (var book in requestStream.ReadAllAsync(context.CancellationToken))
        {
            total.Count++;
            total.Titles.Add(book.Title);
        }

        return total;
    }

    public override async Task Chat(
        IAsyncStreamReader<Book> requestStream, IServerStreamWriter<Book> responseStream, ServerCallContext context)
    {
        await foreach (var book in requestStream.ReadAllAsync(context.CancellationToken))
            await responseStream.WriteAsync(new Book { Title = $"re: {book.Title}" }, context.CancellationToken);
    }

    public override async Task<Book> Fail(FailRequest request, ServerCallContext context)
    {
        if (request.AfterHead)
            await context.WriteResponseHeadersAsync(new Metadata());
        var metadata = new Metadata();
        if (request.Details)
        {
            var status = new Google.Rpc.Status { Code = request.Code };
            status.Details.Add(Any.Pack(new ErrorInfo { Reason = "CLOSED", Domain = "library" }));
            status.Details.Add(Any.Pack(new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = "name" } } }));
            status.Details.Add(new Any { TypeUrl = "type.googleapis.com/secret.Type", Value = Google.Protobuf.ByteString.CopyFrom(1, 2) });
            metadata.Add("grpc-status-details-bin", Google.Protobuf.MessageExtensions.ToByteArray(status));
        }

        throw new RpcException(new global::Grpc.Core.Status((StatusCode)request.Code, request.Message), metadata);
    }

    public override Task<Book> Unannotated(GetBookRequest request, ServerCallContext context)
        => Task.FromResult(new Book { Name = request.Name });
}
