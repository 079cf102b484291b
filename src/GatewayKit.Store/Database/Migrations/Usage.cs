using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace GatewayKit.Store.Database.Migrations;

/// <summary>Creates the tables of the statistics.</summary>
[DbContext(typeof(StoreContext))]
[Migration("20261201200000_Usage")]
internal sealed class Usage : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "gatewaykit_usage",
            table => new
            {
                writer = table.Column<long>(),
                sequence = table.Column<long>(),
                ordinal = table.Column<int>(),
                seconds = table.Column<int>(),
                start = table.Column<DateTime>(),
                route = table.Column<string>(maxLength: 256),
                consumer = table.Column<string>(maxLength: 256),
                status_class = table.Column<int>(),
                count = table.Column<long>(),
                request_bytes = table.Column<long>(),
                response_bytes = table.Column<long>(),
                duration = table.Column<long>(),
                latency = table.Column<byte[]>(),
            },
            constraints: table => table.PrimaryKey("PK_gatewaykit_usage", u => new { u.writer, u.sequence, u.ordinal }));
        migrationBuilder.CreateIndex("gatewaykit_usage_by_start", "gatewaykit_usage", "start");
        migrationBuilder.CreateIndex("gatewaykit_usage_by_route", "gatewaykit_usage", ["route", "start"]);
        migrationBuilder.CreateIndex("gatewaykit_usage_by_consumer", "gatewaykit_usage", ["consumer", "start"]);
        migrationBuilder.CreateTable(
            "gatewaykit_usage_hours",
            table => new
            {
                start = table.Column<DateTime>(),
                route = table.Column<string>(maxLength: 256),
                consumer = table.Column<string>(maxLength: 256),
                status_class = table.Column<int>(),
                count = table.Column<long>(),
                request_bytes = table.Column<long>(),
                response_bytes = table.Column<long>(),
                duration = table.Column<long>(),
                latency = table.Column<byte[]>(),
            },
            constraints: table => table.PrimaryKey(
                "PK_gatewaykit_usage_hours", h => new { h.start, h.route, h.consumer, h.status_class }));
        migrationBuilder.CreateIndex("gatewaykit_usage_hours_by_route", "gatewaykit_usage_hours", ["route", "start"]);
        migrationBuilder.CreateIndex("gatewaykit_usage_hours_by_consumer", "gatewaykit_usage_hours", ["consumer", "start"]);
        migrationBuilder.CreateTable(
            "gatewaykit_usage_writers",
            table => new
            {
                id = table.Column<long>(),
                node = table.Column<string>(maxLength: 200),
                sequence = table.Column<long>(),
                rolled = table.Column<long>(),
                time = table.Column<DateTime>(),
            },
            constraints: table => table.PrimaryKey("PK_gatewaykit_usage_writers", w => w.id));
    }
}
