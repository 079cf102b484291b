using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace GatewayKit.Benchmarks.Calls;

/// <summary>The message of requests and responses: ten orders, 567 bytes as JSON.</summary>
internal static class OrderMessage
{
    /// <summary>The path of the method.</summary>
    public const string Path = "/orders.Orders/List";

    private const int Count = 10;
    private const int HeaderLength = 5;

    /// <summary>Gets the message as JSON.</summary>
    public static byte[] Json { get; } = Encoding.ASCII.GetBytes($$"""
        {"orders":[{{string.Join(',', Enumerable.Range(0, Count).Select(
            i => $$"""{"id":"{{IdOf(i)}}","customer":"{{CustomerOf(i)}}","total":9.5}"""))}}]}
        """);

    /// <summary>Gets the message with its frame.</summary>
    public static byte[] Frame { get; } = CreateFrame();

    /// <summary>Writes the definitions of the service to a temporary file.</summary>
    /// <returns>Its path.</returns>
    public static string WriteDescriptors()
    {
        var order = new DescriptorProto
        {
            Name = "Order",
            Field = { Text("id", 1), Text("customer", 2), Field("total", 3, FieldDescriptorProto.Types.Type.Double) },
        };
        var orders = Field("orders", 1, FieldDescriptorProto.Types.Type.Message);
        (orders.Label, orders.TypeName) = (FieldDescriptorProto.Types.Label.Repeated, ".orders.Order");
        var file = new FileDescriptorProto
        {
            Name = "orders.proto",
            Package = "orders",
            Syntax = "proto3",
            MessageType = { order, new DescriptorProto { Name = "OrderList", Field = { orders } } },
            Service =
            {
                new ServiceDescriptorProto
                {
                    Name = "Orders",
                    Method =
                    {
                        new MethodDescriptorProto { Name = "List", InputType = ".orders.OrderList", OutputType = ".orders.OrderList" },
                    },
                },
            },
        };
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Guid.NewGuid():N}.pb");
        File.WriteAllBytes(path, new FileDescriptorSet { File = { file } }.ToByteArray());
        return path;
    }

    private static FieldDescriptorProto Text(string name, int number) => Field(name, number, FieldDescriptorProto.Types.Type.String);

    private static FieldDescriptorProto Field(string name, int number, FieldDescriptorProto.Types.Type type)
        => new() { Name = name, Number = number, Type = type, Label = FieldDescriptorProto.Types.Label.Optional };

    private static byte[] CreateFrame()
    {
        using var message = new MemoryStream();
        using (var output = new CodedOutputStream(message, leaveOpen: true))
        {
            for (var i = 0; i < Count; i++)
            {
                output.WriteTag(1, WireFormat.WireType.LengthDelimited);
                output.WriteBytes(ByteString.CopyFrom(OrderOf(i)));
            }
        }

        var frame = new byte[HeaderLength + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), (int)message.Length);
        message.ToArray().CopyTo(frame, HeaderLength);
        return frame;
    }

    private static byte[] OrderOf(int i)
    {
        using var order = new MemoryStream();
        using (var output = new CodedOutputStream(order, leaveOpen: true))
        {
            output.WriteTag(1, WireFormat.WireType.LengthDelimited);
            output.WriteString(IdOf(i));
            output.WriteTag(2, WireFormat.WireType.LengthDelimited);
            output.WriteString(CustomerOf(i));
            output.WriteTag(3, WireFormat.WireType.Fixed64);
            output.WriteDouble(9.5);
        }

        return order.ToArray();
    }

    private static string IdOf(int i) => (100_000 + i).ToString(CultureInfo.InvariantCulture);

    private static string CustomerOf(int i) => $"customer-{(i * 7919).ToString(CultureInfo.InvariantCulture)}";
}
